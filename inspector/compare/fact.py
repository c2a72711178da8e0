"""One thing that an aspect reads out of one column, before columns are laid side by side."""

from collections.abc import Iterable
from typing import Protocol

import msgspec

from inspector.compare.records import State, Weight
from inspector.compare.side import Side


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """name: equal names are one line. text: masked. identity: what is compared, never shown.

    part_of: what has such members; where a column has none of them, it says nothing of this one.
    """

    name: str
    text: str
    identity: object = None
    weight: Weight = "plain"
    state: State = ""
    note: str = ""
    part_of: str = ""

    @property
    def compared(self) -> object:
        """What tells this value from another column's."""
        return self.text if self.identity is None else self.identity


class Aspect(Protocol):
    """A module of `compare.aspects`. PLACE orders the sections; ID and title name this one.

    One about a body may have `code(side)`, too: its lines as they are laid out (`body_code`).
    """

    PLACE: int
    ID: str

    def title(self) -> str:
        """Return the section's title."""
        ...

    def facts(self, side: Side) -> Iterable[Fact]:
        """Return what this aspect sees in one column, in order."""
        ...
