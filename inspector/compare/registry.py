"""Finds the aspects and the kinds of change: every module of their folders is one."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

from inspector.compare import aspects, changes
from inspector.compare.fact import Aspect
from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request


# ---------------- What a kind of change is
class Kind(Protocol):
    """A module of `compare.changes`. RANK: those that explain a refusal most come first.

    IDS: the first parts of the ids of its changes (before a colon).
    """

    RANK: int
    IDS: tuple[str, ...]

    def found(self, before: Side, after: Side) -> Iterable[Delta]:
        """Return what changed from one column to the next."""
        ...

    def take(self, request: Request, other: Request, change: str) -> Request | None:
        """Return the request with this one thing as the other has it; None where it can't be."""
        ...


@cache
def all_aspects() -> tuple[Aspect, ...]:
    """Return the aspects in the order of their sections."""
    found = [
        cast("Aspect", importlib.import_module(f"{aspects.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(aspects.__path__)
    ]
    return tuple(sorted(found, key=lambda aspect: aspect.PLACE))


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Return the kinds of change, those that explain most first."""
    found = [
        cast("Kind", importlib.import_module(f"{changes.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(changes.__path__)
    ]
    return tuple(sorted(found, key=lambda kind: kind.RANK))
