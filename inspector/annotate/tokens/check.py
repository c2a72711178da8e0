"""One remark on one member of a token, and what to change about it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from inspector.annotate.tokens.expected import Expected
from inspector.model.annotation import Level


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One remark on one member. todo: what to change, empty where it passes."""

    part: str
    name: str
    text: str
    level: Level
    todo: str = ""


Judge = Callable[[Any, Expected, datetime], Iterator[Check]]  # of a value, at that time


def claim(name: str, text: str, level: Level, todo: str = "") -> Check:
    """Return a remark on a claim."""
    return Check(part="payload", name=name, text=text, level=level, todo=todo)


def header(name: str, text: str, level: Level, todo: str = "") -> Check:
    """Return a remark on a member of the header."""
    return Check(part="header", name=name, text=text, level=level, todo=todo)


def signature(text: str, level: Level, todo: str = "") -> Check:
    """Return a remark on the signature."""
    return Check(part="signature", name="signature", text=text, level=level, todo=todo)
