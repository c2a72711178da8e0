"""What people paste, drop or open becomes a request, a collection, an attempt or a token."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.intake.registry import IN_FOLDERS, read, read_folder, recognise, title_of
    from inspector.intake.results import Loss, Reading, Recognised, Unreadable

__all__ = [
    "IN_FOLDERS",
    "Loss",
    "Reading",
    "Recognised",
    "Unreadable",
    "read",
    "read_folder",
    "recognise",
    "title_of",
]

__getattr__ = lazy_names(
    __name__,
    {
        "IN_FOLDERS": "registry",
        "Loss": "results",
        "Reading": "results",
        "Recognised": "results",
        "Unreadable": "results",
        "read": "registry",
        "read_folder": "registry",
        "recognise": "registry",
        "title_of": "registry",
    },
)
