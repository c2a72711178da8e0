"""History: every attempt with its verdict, found again by filter, kept within limits."""

from inspector.record.history import History
from inspector.record.kept import Kept
from inspector.record.row import Row, Span
from inspector.record.search import Filter, read_filter
from inspector.record.token_use import Met, Past, TokenUse

__all__ = ["Filter", "History", "Kept", "Met", "Past", "Row", "Span", "TokenUse", "read_filter"]
