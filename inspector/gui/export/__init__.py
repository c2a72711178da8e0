"""Exporting an answer: choices at the left, exactly what leaves at the right."""
