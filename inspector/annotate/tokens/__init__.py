"""Takes a token apart, whatever it is: each reader says how well it fits, the best one reads."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.annotate.tokens.registry import decode

__all__ = ["decode"]

__getattr__ = lazy_names(
    __name__,
    {
        "decode": "registry",
    },
)
