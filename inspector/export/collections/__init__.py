"""Writes collections for other programs."""
