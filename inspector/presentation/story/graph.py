"""The picture of a story as records: window, SVG and text draw from the same one.

All lengths are points at the usual size of text, from the picture's top left corner.
"""

from typing import Literal

import msgspec

from inspector.presentation.story.entry_facts import Answered

MarkKind = Literal["issued", "accepted", "refused", "sent", "not-sent", "none"]
LineLook = Literal["kept", "use", "used-up", "expired"]
StopLook = Literal["replaced", "ended", "expired", "goes-on", "goes-on-refused"]
NoteLook = Literal["plain", "refused"]
RowKind = Literal["intentions", "entries", "party", "credential"]


class Disc(msgspec.Struct, frozen=True, gc=False):
    """A numbered pin: where its middle is. healthy: the outlined one."""

    number: int
    x: float
    y: float
    healthy: bool = False


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: its name, the words below or after it, and its icon.

    y: where its line runs, top and height: the room it takes.
    """

    kind: RowKind
    name: str
    tail: str = ""
    icon: str = ""
    top: float = 0.0
    height: float = 0.0
    y: float = 0.0


class Column(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step: entries that are drawn as one, by their indices; slim ones have a number alone.

    pins: those of its head, before the number. at: the time of the first entry.
    """

    entries: tuple[int, ...]
    x: float
    width: float
    number: str
    slim: bool = False
    count: int = 1
    method: str = ""
    path: str = ""
    at: str = ""
    answered: Answered = "accepted"
    pins: tuple[Disc, ...] = ()
    intention: int = -1
    folded: bool = False

    @property
    def middle(self) -> float:
        """The x that its marks stand on."""
        return self.x + self.width / 2


class Chip(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The replies of one host in a step.

    text: empty where the icon stands alone. status: the code in any case. row: the party's place
    among all rows. count: how many.
    """

    column: int
    row: int
    x: float
    y: float
    width: float
    text: str
    status: str
    answered: Answered
    count: int = 1


class Arrow(msgspec.Struct, frozen=True, gc=False):
    """A request, from the page down to who answered."""

    column: int
    x: float
    top: float
    bottom: float
    refused: bool


class Curve(msgspec.Struct, frozen=True, gc=False):
    """A redirect that was followed, from one chip to another."""

    column: int
    x1: float
    y1: float
    x2: float
    y2: float


class Bracket(msgspec.Struct, frozen=True, gc=False):
    """An intention over its columns (first to last). words: as many as fit, spoken: all."""

    first: int
    last: int
    x1: float
    x2: float
    words: str
    spoken: str
    outcome: Literal["reached", "refused", "given-up"]


class Bar(msgspec.Struct, frozen=True, gc=False):
    """The page that is open, which names its site."""

    x1: float
    x2: float
    words: str


class Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What happened to a credential in a step. life: index of the credential. note: beside it."""

    column: int
    row: int
    life: int
    kind: MarkKind
    x: float
    y: float
    count: int = 1
    pins: tuple[Disc, ...] = ()


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A part of a credential's line."""

    row: int
    x1: float
    x2: float
    y: float
    look: LineLook


class Stop(msgspec.Struct, frozen=True, gc=False):
    """A cross bar, a tick or an arrow head on a credential's line."""

    row: int
    x: float
    y: float
    look: StopLook


class Note(msgspec.Struct, frozen=True, gc=False):
    """Words above a credential's line, from x on."""

    row: int
    x: float
    y: float
    words: str
    width: float
    look: NoteLook = "plain"


class Link(msgspec.Struct, frozen=True, gc=False):
    """An upright from a credential to the one that was issued for it."""

    x: float
    top: float
    bottom: float


class Thread(msgspec.Struct, frozen=True, gc=False):
    """A dotted line from a chip down to the credentials that the entry speaks of."""

    column: int
    x: float
    top: float
    bottom: float


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """The turning point: the column right before the first refusal that is to be explained.

    column: the step right of it. before, between, after: the foot. spoken: all of it.
    """

    column: int
    x: float
    width: float
    title: str
    time: str
    silence: str
    before: str
    between: str
    after: str
    spoken: str


class LegendEntry(msgspec.Struct, frozen=True, gc=False):
    """A mark that occurs, and its one or two words."""

    mark: str
    words: str


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """The whole picture. level: how far it is folded; most: the level at which all is folded.

    chip_at: for each step which chip is its first, and at the end how many there are.
    names: where the column of names ends. columns_end: where the last step ends; beyond the
    right edge where the picture is to be scrolled. sites: what is open in the browser.
    """

    title: str
    lead: str
    width: float
    height: float
    names: float
    columns_end: float
    level: int
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    bars: tuple[Bar, ...] = ()
    chips: tuple[Chip, ...] = ()
    chip_at: tuple[int, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    curves: tuple[Curve, ...] = ()
    threads: tuple[Thread, ...] = ()
    links: tuple[Link, ...] = ()
    pieces: tuple[Piece, ...] = ()
    stops: tuple[Stop, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    discs: tuple[Disc, ...] = ()
    turn: Turn | None = None
    hairline: float = 0.0
    foot: float = 0.0
    legend: tuple[LegendEntry, ...] = ()

    def chips_of(self, column: int) -> tuple[Chip, ...]:
        """Return the chips of a step, from the top down."""
        return self.chips[self.chip_at[column] : self.chip_at[column + 1]]

    def chip(self, row: int, column: int) -> Chip | None:
        """Return what a party answered in a step."""
        return next((one for one in self.chips_of(column) if one.row == row), None)

    def pin_places(self) -> tuple[Disc, ...]:
        """Return every pin: of heads, of marks, of ticks."""
        return (*self.discs, *(disc for mark in self.marks for disc in mark.pins))

    def pin_at(self, x: float, y: float) -> int:
        """Return the number of the pin at a place, 0 for none."""
        reach = _PIN_REACH**2
        near = (one for one in self.pin_places() if (one.x - x) ** 2 + (one.y - y) ** 2 <= reach)
        return next((one.number for one in near), 0)


_PIN_REACH = 9.0
