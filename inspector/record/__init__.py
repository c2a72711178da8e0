"""History: every attempt with its verdict, found again by filter, kept within limits."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.record.history import History
    from inspector.record.kept import Kept
    from inspector.record.row import Row, Span
    from inspector.record.search import Filter, read_filter
    from inspector.record.token_use import Met, Past, TokenUse

__all__ = ["Filter", "History", "Kept", "Met", "Past", "Row", "Span", "TokenUse", "read_filter"]

__getattr__ = lazy_names(
    __name__,
    {
        "Filter": "search",
        "History": "history",
        "Kept": "kept",
        "Met": "token_use",
        "Past": "token_use",
        "Row": "row",
        "Span": "row",
        "TokenUse": "token_use",
        "read_filter": "search",
    },
)
