"""What a kind of change is: it finds what can explain a result, and can take it over."""

from collections.abc import Iterable
from typing import Protocol

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request


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
