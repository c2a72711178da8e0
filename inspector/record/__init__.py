"""History: every attempt with its verdict, found again by filter, kept within limits."""

from inspector.record.filters import Filter, read_filter
from inspector.record.history import History
from inspector.record.kept import Kept
from inspector.record.row import Row, Span

__all__ = ["Filter", "History", "Kept", "Row", "Span", "read_filter"]
