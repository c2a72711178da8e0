"""Lays the lines of several bodies side by side, and says of each what its value tells."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from inspector.compare.body_code import Laid
from inspector.compare.records import Cell, CodeLine, CodeRow, Form, Line, Span, State

_Keyed = tuple[object, CodeLine]


class _Look(NamedTuple):
    """What is to be seen of a value: state and marks of its cell, and whether it differs at all."""

    state: State = ""
    differs: bool = False
    marks: tuple[Span, ...] = ()


_PLAIN = _Look()


def code_rows(
    columns: Sequence[tuple[Laid, ...]], compared: tuple[Line, ...]
) -> tuple[CodeRow, ...]:
    """Return the rows; compared: the lines that compare the values, by their paths."""
    named = {line.name: line for line in compared}
    opened = [{laid.path for laid in column if laid.kind == "open"} for column in columns]
    rows: list[list[CodeLine | None]] = []
    keys: list[object] = []
    for place, column in enumerate(columns):
        beside = opened[place - 1 if place else 1]
        keyed = _keyed(place, column, _looks(place, column, named, beside))
        rows, keys = _joined(rows, keys, keyed, place)
    return tuple(map(tuple, rows))


def form_of(columns: Sequence[tuple[Laid, ...]]) -> Form:
    """Return what the bodies are."""
    texts = {column[0].kind == "text" for column in columns if column}
    if len(texts) > 1:
        return "mixed"
    return "text" if True in texts else "json"


def _keyed(place: int, column: tuple[Laid, ...], looks: list[_Look]) -> list[_Keyed]:
    """Return lines with what they are aligned by; brackets that close are aligned by nothing."""
    made: list[_Keyed] = []
    for number, (laid, look) in enumerate(zip(column, looks, strict=True), 1):
        key: object = (place, number) if laid.kind == "close" else laid.path
        line = CodeLine(
            text=laid.text,
            number=number,
            state=look.state,
            differs=look.differs,
            marks=_moved(laid, look.marks),
        )
        made.append((key, line))
    return made


def _moved(laid: Laid, marks: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return marks of a compared text as places in the line; of nothing there is none."""
    spans = ((laid.place(start), laid.place(end)) for start, end in marks)
    return tuple(span for span in spans if span[0] < span[1])


# ---------------------------------------------------------------- what a line tells
def _looks(
    place: int, column: tuple[Laid, ...], named: dict[str, Line], beside: set[str]
) -> list[_Look]:
    """Return the look of each line; beside: what the column it is compared with opens."""
    found: list[_Look] = []
    repeats: dict[str, int] = {}
    around: list[tuple[int, set[_Look]]] = []  # where each open bracket is, the looks inside
    for at, laid in enumerate(column):
        look = _PLAIN
        if laid.kind == "open":
            around.append((at, set()))
        elif laid.kind != "close":
            look = _of(named.get(_name(laid.path, repeats)), place)
        else:
            start, inside = around.pop()
            if around and len(inside) == 1 and column[start].path not in beside:
                look = found[start] = inside.pop()  # the whole of it is new here
        found.append(look)
        if around and laid.kind != "open":
            around[-1][1].add(look._replace(marks=()))
    return found


def _name(path: str, repeats: dict[str, int]) -> str:
    """Return the name of the compared line; that of a repeated path has a number."""
    number = repeats[path] = repeats.get(path, 0) + 1
    return path if number == 1 else f"{path} ({number})"


def _of(line: Line | None, place: int) -> _Look:
    if line is None or not line.differs:
        return _PLAIN
    cell = line.cells[place]
    if cell is None:
        return _PLAIN
    return _Look(cell.state, bool(cell.state) or _turns(line, cell, place), cell.marks)


def _turns(line: Line, cell: Cell, place: int) -> bool:
    """Whether a value without a state is another in the next column, or is not there any more."""
    gone = place + 1 < len(line.cells) and line.cells[place + 1] is None
    return gone or (place == 0 and bool(cell.marks))


# ---------------------------------------------------------------- side by side
def _joined(
    rows: list[list[CodeLine | None]], keys: list[object], column: list[_Keyed], place: int
) -> tuple[list[list[CodeLine | None]], list[object]]:
    """Put a column beside the rows; where nothing is equal, line stands beside line."""
    own = [key for key, _line in column]
    joined: list[list[CodeLine | None]] = []
    kept: list[object] = []
    matcher = SequenceMatcher(None, keys, own, autojunk=False)
    for _tag, first, last, begin, end in matcher.get_opcodes():
        for step in range(max(last - first, end - begin)):
            there, here = first + step < last, begin + step < end
            before = rows[first + step] if there else [None] * place
            joined.append([*before, column[begin + step][1] if here else None])
            kept.append(own[begin + step] if here else keys[first + step])
    return joined, kept
