"""A row of a comparison in words: read aloud with what its colours say, and copied."""

from typing import Literal, NamedTuple

from inspector.compare import Line
from inspector.compare.records import CodeLine, CodeRow
from inspector.wording import tr

# ---------------- One row of a comparison as it is listed
Kind = Literal["section", "line", "fold", "noise", "code", "more"]


class Shown(NamedTuple):
    """One row. key: of a fold, to open it. code: lines of bodies, one a column.

    short: of each column, whether its body is so short that all of it is to be read. begins, ends:
    whether it is the first or the last row of the bodies.
    """

    kind: Kind
    text: str = ""
    line: Line | None = None
    key: str = ""
    opened: bool = False
    code: CodeRow = ()
    short: tuple[bool, ...] = ()
    begins: bool = False
    ends: bool = False


def spoken(row: Shown, heads: tuple[str, ...]) -> str:
    """Return a row as it is read aloud."""
    if row.code:
        return _spoken_code(row.code, heads)
    return _spoken_line(row.line, heads) if row.line is not None else row.text


def _spoken_line(line: Line, heads: tuple[str, ...]) -> str:
    parts = [line.name, _differs(differs=line.differs)]
    for head, cell in zip(heads, line.cells, strict=True):
        text = cell.text if cell is not None else tr("none")
        note = f" {cell.note}" if cell is not None and cell.note else ""
        state = _state(cell.state) if cell is not None and line.differs else ""
        parts.append(f"{head}: {text}{note}{state}")
    return "; ".join(parts)


def _spoken_code(row: CodeRow, heads: tuple[str, ...]) -> str:
    parts = [_differs(differs=any(line is not None and line.differs for line in row))]
    parts += [f"{head}: {_spoken_one(line)}" for head, line in zip(heads, row, strict=True)]
    return "; ".join(parts)


def _spoken_one(line: CodeLine | None) -> str:
    if line is None:
        return tr("none")
    text = tr("line {number}, {text}", number=line.number, text=line.text.strip())
    return text + (_state(line.state or "changed") if line.differs else "")


def _differs(*, differs: bool) -> str:
    return tr("differs") if differs else tr("the same")


def _state(state: str) -> str:
    words = {"good": tr("good"), "bad": tr("bad"), "changed": tr("changed")}
    return f", {words[state]}" if state in words else ""


def copied(row: Shown) -> str:
    """Return a row as text, its columns separated by tabs."""
    if row.code:
        return "\t".join(line.text if line else "" for line in row.code)
    if row.line is None:
        return row.text
    return "\t".join([row.line.name, *(cell.text if cell else "" for cell in row.line.cells)])
