"""The records an exchange is shown with: lines, their coloured pieces, notes and pins."""

from typing import Literal

import msgspec

from inspector.model.annotation import Level, Part, Side
from inspector.wording import tr

Style = Literal[
    "plain",
    "name",
    "dim",
    "method",
    "scheme",
    "good",
    "bad",
    "heading",
    "cut",
    "mask",
    "warn",
]
Kind = Literal["sent", "received", "divider", "heading", "remark", "more"]
Columns = tuple[int, int]


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of a line in one style.

    start, end: the bytes of the place it shows, None where it shows none. whole: it stands for
    its bytes as one (a mask, a cut) and can't be marked in part. raw: what copying gives when
    that is not the text (recorded control characters, say), None when it is the text.
    """

    text: str
    style: Style = "plain"
    start: int | None = None
    end: int | None = None
    whole: bool = False
    raw: str | None = None


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A remark at the end of a line; reference: RFC and section."""

    text: str
    level: Level = "info"
    reference: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the exchange view.

    number: counted through all lines of exchanges, 0 = not counted. first: the line starts a
    start line or a header, so it has an arrow. joint: what stands between it and the line before
    in the recorded bytes, None = a line end. marks: columns of the highlighted bytes. entry, side,
    part, name, index: the place it shows. span: the bytes of that place on it, None = all.
    action: what a click on it asks for (`show:3-40` exchanges, `expand` its long value).
    """

    kind: Kind
    segments: tuple[Segment, ...] = ()
    number: int = 0
    first: bool = True
    joint: str | None = None
    entry: int = 0
    side: Side = "request"
    part: Part | None = None
    name: str = ""
    index: int = 0
    span: tuple[int, int] | None = None
    notes: tuple[Note, ...] = ()
    pins: tuple[int, ...] = ()
    marks: tuple[Columns, ...] = ()
    action: str = ""

    @property
    def text(self) -> str:
        """The text as shown."""
        return "".join(segment.text for segment in self.segments)

    @property
    def copied(self) -> str:
        """The text as copied: recorded characters, secrets still masked."""
        return "".join(
            segment.text if segment.raw is None else segment.raw for segment in self.segments
        )


# ---------------- Says a line of the exchange as a screen reader should hear it
def spoken(line: Line) -> str:
    """Return "line 13, evidence 1, error invalid_token, expired, revoked or malformed"."""
    parts = []
    if line.number:
        parts.append(tr("line {number}", number=line.number))
    parts.extend(tr("evidence {number}", number=pin) for pin in line.pins)
    text = line.text.strip().replace("=", " ").replace('"', "")
    if text:
        parts.append(text)
    parts.extend(note.text for note in line.notes)
    return ", ".join(parts)
