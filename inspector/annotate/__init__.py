"""Remarks about bytes: what each header, cookie, token and body of an exchange means."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.annotate.registry import annotate, annotate_exchange

__all__ = ["annotate", "annotate_exchange"]

__getattr__ = lazy_names(
    __name__,
    {
        "annotate": "registry",
        "annotate_exchange": "registry",
    },
)
