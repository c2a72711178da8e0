"""Checks collections on disk, ours and other programs': secrets, references, files that parse."""

from typing import TYPE_CHECKING

from inspector.lazy_names import lazy_names

if TYPE_CHECKING:
    from inspector.library.checking.gathering import NothingToCheck, Part, gathered
    from inspector.library.checking.registry import check
    from inspector.library.checking.remark import Remark

__all__ = ["NothingToCheck", "Part", "Remark", "check", "gathered"]

__getattr__ = lazy_names(
    __name__,
    {
        "NothingToCheck": "gathering",
        "Part": "gathering",
        "Remark": "remark",
        "check": "registry",
        "gathered": "gathering",
    },
)
