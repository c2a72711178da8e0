"""Turns an answer into the lines of the exchange view. Pure: no Qt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from inspector.model.annotation import Annotation, Place
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.presentation.exchange.entry_lines import Choice, entry_lines
from inspector.presentation.exchange.line import Line, Note, Segment
from inspector.presentation.exchange.pins import columns, joined, part_of, pins, touches
from inspector.protocol.redaction import KnownValues, replaced
from inspector.wording import tr_n

_WHOLE_TRACE = 12  # exchanges; a longer trace is shown in part
_BEFORE, _AFTER = 3, 2
_STEP = 50  # exchanges more that one click shows


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked for: secrets readable, which exchanges, which long values whole.

    entries: indices of the exchanges shown. whole: keys (`key_of`) of values shown uncut. known:
    values that are masked wherever they stand.
    """

    entries: frozenset[int] = frozenset()
    revealed: bool = False
    whole: frozenset[str] = frozenset()
    known: KnownValues | None = None


def default_entries(attempt: Attempt, verdict: Verdict | None) -> frozenset[int]:
    """Return which exchanges are shown at first: all of a short trace, else the explained ones."""
    count = len(attempt.exchanges)
    if count <= _WHOLE_TRACE:
        return frozenset(range(count))
    centres = {count - 1 if verdict is None or verdict.entry is None else verdict.entry}
    centres.update(place.entry for pin in pins(verdict) for place in pin.places)
    near = {index for centre in centres for index in range(centre - _BEFORE, centre + _AFTER + 1)}
    return frozenset(index for index in near if 0 <= index < count)


def more_entries(action: str) -> frozenset[int]:
    """Return the exchanges that a click on a `more` line adds (`show:3-40`: 3 to 39)."""
    low, _, high = action.removeprefix("show:").partition("-")
    last = int(high)
    return frozenset(range(max(int(low), last - _STEP), last))


def key_of(line: Line) -> str:
    """Return the key of the value that a line shows, for `View.whole`."""
    return f"{line.entry}/{line.side}/{line.part}/{line.index}"


def exchange_lines(
    attempt: Attempt, annotations: Iterable[Annotation], verdict: Verdict | None, view: View
) -> tuple[Line, ...]:
    """Return all lines: heading, sent and received lines of each exchange, notes and pins."""
    remarks: dict[int, list[Annotation]] = defaultdict(list)
    for remark in annotations:
        remarks[remark.place.entry].append(remark)
    proofs = pins(verdict)
    places = [(pin.number, place) for pin in proofs for place in pin.places]
    made: list[Line] = []
    for part in _runs(len(attempt.exchanges), view.entries):
        if isinstance(part, Line):
            made.append(part)
            continue
        here = [(number, place) for number, place in places if place.entry == part]
        marks = [place for _, place in here]
        pointed = (*marks, *(remark.place for remark in remarks[part]))
        choice = Choice(view.revealed, view.whole, pointed, view.known)
        lines = _noted(entry_lines(attempt, part, choice), remarks[part], choice)
        made.extend(_pinned(lines, here))
    return tuple(_numbered(made))


def _runs(count: int, entries: frozenset[int]) -> Iterator[Line | int]:
    """Yield indices of shown exchanges and, between them, lines that offer those left out."""
    start = 0
    for index in (*sorted(entries), count):
        if index > start:
            text = tr_n(
                "{count} exchange not shown", "{count:,} exchanges not shown", index - start
            )
            segments = (Segment(text, "cut"),)
            yield Line(kind="more", segments=segments, action=f"show:{start}-{index}")
        if index < count:
            yield index
        start = index + 1


def _noted(lines: Iterable[Line], remarks: list[Annotation], choice: Choice) -> list[Line]:
    """Return the lines with what is said about them, in which a name may repeat a secret."""
    made = list(lines)
    where = _Where(made)
    notes: dict[int, list[Note]] = defaultdict(list)
    for remark in remarks:
        at = where.best(remark.place)
        if at is not None:
            hidden = choice.hidden(remark.text)
            text = replaced(remark.text, hidden) if hidden else remark.text
            notes[at].append(Note(text, remark.level, remark.reference))
    for at, found in notes.items():
        made[at] = msgspec.structs.replace(made[at], notes=tuple(_in_order(found)))
    return made


def _in_order(notes: list[Note]) -> list[Note]:
    rank = {"bad": 0, "odd": 1, "good": 2, "info": 3}
    return sorted(dict.fromkeys(notes), key=lambda note: rank[note.level])


class _Where:
    """Finds the lines of a place; a head of thousands of lines has as many remarks."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._near: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, line in enumerate(lines):
            self._near[part_of(line)].append(at)

    def touched(self, place: Place) -> list[int]:
        """Return which lines show bytes of a place; of one that no line shows, the start line."""
        hit = [at for at in self._near.get(part_of(place), ()) if touches(self._lines[at], place)]
        fallback = None if hit else self._starts.get(place.side, self._starts.get(""))
        return hit if fallback is None else [fallback]

    def best(self, place: Place) -> int | None:
        """Return which line a remark belongs to: the first that shows bytes of its place."""
        return next(iter(self.touched(place)), None)

    @cached_property
    def _starts(self) -> dict[str, int]:
        """The first line of bytes of each side, and of both."""
        made: dict[str, int] = {}
        for at, line in enumerate(self._lines):
            if line.number and line.segments:
                made.setdefault(line.side, at)
                made.setdefault("", at)
        return made


def _pinned(lines: list[Line], places: list[tuple[int, Place]]) -> list[Line]:
    made, where = list(lines), _Where(lines)
    for number, place in places:
        for at in where.touched(place):
            line = made[at]
            numbers = line.pins if number in line.pins else (*line.pins, number)
            marks = joined((*line.marks, *columns(line, place)))
            made[at] = msgspec.structs.replace(line, pins=numbers, marks=marks)
    return made


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    number = 0
    for line in lines:
        if line.number:
            number += 1
            yield msgspec.structs.replace(line, number=number)
        else:
            yield line
