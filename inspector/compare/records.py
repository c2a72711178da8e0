"""What a comparison holds; every text in it is masked."""

from typing import Literal

import msgspec

from inspector.model.finding import Certainty

Weight = Literal["auth", "plain", "noise"]
State = Literal["", "good", "bad", "changed"]
Turn = Literal["", "accepted", "refused", "other-refusal"]
Form = Literal["json", "text", "mixed"]
Span = tuple[int, int]


class Cell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One value in one column. marks: the characters that differ from the column before."""

    text: str
    state: State = ""
    note: str = ""
    marks: tuple[Span, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing in all columns; None where a column has none. noise: differs in every reply."""

    name: str
    cells: tuple[Cell | None, ...]
    differs: bool = False
    weight: Weight = "plain"


class CodeLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a body as it is laid out. state and marks: of the cell that compares its value.

    differs: from the column it is compared with, or good or bad where others are not.
    """

    text: str
    number: int
    state: State = ""
    differs: bool = False
    marks: tuple[Span, ...] = ()


CodeRow = tuple[CodeLine | None, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Lines that belong together, those that matter for authentication first.

    code: the same of bodies, laid out side by side; () where one is no JSON or text, or too long.
    form: what these are.
    """

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    code: tuple[CodeRow, ...] = ()
    form: Form = "json"


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column's head. accepted: None where nothing came back or it can't be told.

    badge: what stands in the place of a status, of a token's column.
    """

    label: str
    title: str
    status: int | None = None
    accepted: bool | None = None
    badge: str = ""

    @property
    def mark(self) -> str:
        """The status or what stands for it, a dash where nothing came back."""
        return self.badge or str(self.status or "–")


class Delta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What changed from one column to the next. words: for the arrow; helps: refused, then not."""

    id: str
    words: str
    sentence: str = ""
    weight: Weight = "auth"


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The way from one column to the next: its changes, and whether the result turned."""

    deltas: tuple[Delta, ...] = ()
    turned: Turn = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Attempts side by side.

    title: the one sentence that explains the different results; text: a line more. certainty:
    None where there is nothing to be sure of. apart: changes between the deciding columns that
    can't be told apart; trying each alone would.
    """

    heads: tuple[Head, ...]
    steps: tuple[Step, ...] = ()
    sections: tuple[Section, ...] = ()
    title: str = ""
    text: str = ""
    certainty: Certainty | None = None
    apart: tuple[Delta, ...] = ()

    @property
    def counts(self) -> tuple[int, int]:
        """How many lines differ and how many are the same, noise not counted."""
        lines = [line for section in self.sections for line in section.lines]
        differing = sum(line.differs and line.weight != "noise" for line in lines)
        return differing, sum(not line.differs for line in lines)
