"""Attempts side by side: what differs, what matters, what explains the different results."""

from inspector.compare.comparison import compare
from inspector.compare.records import Cell, Comparison, Delta, Head, Line, Section

__all__ = ["Cell", "Comparison", "Delta", "Head", "Line", "Section", "compare"]
