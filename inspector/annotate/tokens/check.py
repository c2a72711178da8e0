"""One remark on one member of a token, and what to change about it."""

import msgspec

from inspector.model.annotation import Level


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One remark on one member. todo: what to change, empty where it passes."""

    part: str
    name: str
    text: str
    level: Level
    todo: str = ""


def claim(name: str, text: str, level: Level, todo: str = "") -> Check:
    """Return a remark on a claim."""
    return Check(part="payload", name=name, text=text, level=level, todo=todo)


def header(name: str, text: str, level: Level, todo: str = "") -> Check:
    """Return a remark on a member of the header."""
    return Check(part="header", name=name, text=text, level=level, todo=todo)
