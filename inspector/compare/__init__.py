"""Attempts side by side: what differs, what matters, what explains the different results."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.compare.comparison import compare
    from inspector.compare.records import Cell, Comparison, Delta, Head, Line, Section

__all__ = ["Cell", "Comparison", "Delta", "Head", "Line", "Section", "compare"]

__getattr__ = lazy_names(
    __name__,
    {
        "Cell": "records",
        "Comparison": "records",
        "Delta": "records",
        "Head": "records",
        "Line": "records",
        "Section": "records",
        "compare": "comparison",
    },
)
