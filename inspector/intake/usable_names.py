"""Gives variables whose names can't be used here names that can, in every text of a collection.

Other programs allow blanks and signs in a name (`{{base url}}`); here a name is a letter or `_`,
then letters, digits, `_`, `.` and `-`.
"""

import re
from typing import Any, TypeVar

import msgspec

from inspector.compose.variables import NAME
from inspector.model.collection import Collection
from inspector.model.moments import with_moments

T = TypeVar("T")
_ANY = re.compile(r"\{\{([^{}\n]{1,200})\}\}")
_UNFIT = re.compile(r"[^\w.\-]+")


def with_usable_names(collection: Collection) -> Collection:
    """Return the collection with usable names of variables; one whose names are is the same."""
    return _walk(collection)


def usable(name: str) -> str:
    """Return a name that can be used for a variable's; a usable one as it is."""
    if NAME.fullmatch(f"{{{{{name}}}}}"):
        return name.strip()
    made = _UNFIT.sub("_", name.strip()).strip("_")
    return made if made[:1].isalpha() else f"v_{made}"


def _renamed(found: re.Match[str]) -> str:
    if NAME.fullmatch(found[0]) or found[1].lstrip()[:1] in {"$", "#", "/"}:
        return found[0]
    if with_moments(found[0], 0) != found[0]:
        return found[0]
    return f"{{{{{usable(found[1])}}}}}"


def _walk(value: T) -> T:
    made: Any = value
    if isinstance(value, str):
        made = _ANY.sub(_renamed, value) if "{{" in value else value
    elif isinstance(value, tuple):
        items = tuple(map(_walk, value))
        made = items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    elif isinstance(value, dict):
        made = {usable(name): _walk(each) for name, each in value.items()}
        made = value if made == value else made
    elif isinstance(value, msgspec.Struct):
        changed = {
            name: after
            for name in value.__struct_fields__
            if (after := _walk(before := getattr(value, name))) is not before
        }
        made = msgspec.structs.replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return] # a walk keeps the type
