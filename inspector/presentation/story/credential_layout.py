"""Lays out the credentials of a story: their lines, marks, ends, links, and words above them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from inspector.presentation.story import event_words
from inspector.presentation.story.column_layout import PIN, PIN_GAP, Columns
from inspector.presentation.story.credential_rows import Lane, Track, strongest
from inspector.presentation.story.graph import (
    Disc,
    LineLook,
    Link,
    Mark,
    MarkKind,
    Note,
    NoteLook,
    Piece,
    Row,
    Stop,
    StopLook,
)
from inspector.presentation.story.note_layout import Wanting, placed_notes
from inspector.presentation.story.outline import Outline
from inspector.wording import tr

ABOVE = 20.0
"""How far above a line its words and pins stand."""
_BAR, _BAR_ROOM = 40.0, 4.0
_REPLACED, _ENDED = 11.0, 15.0
_BEYOND = 10.0  # words may end so far right of the last step


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """Where credentials are drawn. expires: where a token ends in the turning point's column."""

    rows: tuple[Row, ...]
    left: float
    right: float
    expires: float | None = None


class CredentialRows(msgspec.Struct, frozen=True, kw_only=True):
    """All that is drawn in the rows of credentials."""

    marks: tuple[Mark, ...] = ()
    pieces: tuple[Piece, ...] = ()
    stops: tuple[Stop, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    discs: tuple[Disc, ...] = ()


def credential_rows(told: Outline, made: Columns, ground: Ground) -> CredentialRows:
    """Return the rows of credentials."""
    rows = [place for place, row in enumerate(ground.rows) if row.kind == "credential"]
    marks: list[Mark] = []
    pieces: list[Piece] = []
    stops: list[Stop] = []
    notes: list[Note] = []
    discs: list[Disc] = []
    for row, lane in zip(rows, told.lanes.shown, strict=False):
        drawn = _Row(told, made, ground, lane, row)
        marks += drawn.marks
        pieces += drawn.pieces
        stops += drawn.stops
        notes += drawn.notes
        discs += drawn.discs
    return CredentialRows(
        marks=tuple(marks),
        pieces=tuple(pieces),
        stops=tuple(stops),
        links=tuple(_links(told, made, ground, rows)),
        notes=tuple(notes),
        discs=tuple(discs),
    )


class _Row:
    """One row while it is laid out."""

    def __init__(self, told: Outline, made: Columns, ground: Ground, lane: Lane, row: int) -> None:
        self._told = told
        self._made = made
        self._ground = ground
        self._lane = lane
        self._row = row
        self._y = ground.rows[row].y
        self.marks: list[Mark] = []
        self.pieces: list[Piece] = []
        self.stops: list[Stop] = []
        self._wanting: list[Wanting] = []
        self._make_marks()
        for track in lane.tracks:
            self._draw_line(track)
        y = self._y - ABOVE
        placed = placed_notes(self._wanting, ground.left, ground.right + _BEYOND)
        self.notes = [Note(row, x, y, words, wide, look) for x, words, wide, look, _ in placed]
        self.discs = [
            Disc(number, x, y, healthy) for each in placed for number, x, healthy in each.discs
        ]

    # ------------------------------------------------------------ marks
    def _make_marks(self) -> None:
        """Make one mark for each step in which something happened."""
        met: dict[int, list[tuple[MarkKind, Track, int]]] = {}
        for track in self._lane.tracks:
            for entry, kind in track.stops:
                met.setdefault(self._made.of[entry], []).append((kind, track, entry))
        for column in sorted(met):
            found = met[column]
            kind = strongest([each[0] for each in found])
            same = [each for each in found if each[0] == kind]
            self._mark(column, kind, same[0][1], [each[2] for each in same])

    def _mark(self, column: int, kind: MarkKind, track: Track, entries: list[int]) -> None:
        x = self._made.columns[column].middle
        numbers = self._pins_at(column, track)
        pins = tuple(self._discs(x, numbers))
        self.marks.append(
            Mark(
                column=column,
                row=self._row,
                life=track.life,
                kind=kind,
                x=x,
                y=self._y,
                count=len(entries),
                pins=pins,
            )
        )
        words = self._note(kind, track, entries)
        if words or pins:
            look: NoteLook = "refused" if kind in {"refused", "not-sent"} else "plain"
            self._wanting.append(Wanting(x, words[: event_words.LONGEST_NOTE], len(pins), look))

    def _note(self, kind: MarkKind, track: Track, entries: list[int]) -> str:
        told = self._told
        words = event_words.note_words(told.story, track, entries[0], kind, told.facts)
        many = len(self._lane.tracks)
        tail = told.story.credentials[track.life].tail
        if not words and kind == "issued" and 1 < many <= _NAMED and tail:
            return tr("…{tail}", tail=tail)
        return words

    def _pins_at(self, column: int, track: Track) -> list[tuple[int, bool]]:
        """Return the pins that stand on this row in a step; the tick of `exp` takes its own."""
        lives = {each.life for each in self._lane.tracks}
        entries = self._made.columns[column].entries
        return [
            (proof.number, proof.healthy)
            for proof in self._told.proofs
            if any(entry in entries for entry in proof.entries)
            and (proof.life in lives if proof.life >= 0 else self._is_reason(proof.healthy, column))
            and proof.number not in self._at_tick(track)
        ]

    def _is_reason(self, healthy: bool, column: int) -> bool:  # noqa: FBT001 - read at once
        """Whether the reason of a healthy refusal stands here: where none was to be sent."""
        if not healthy:
            return False
        entries = self._made.columns[column].entries
        return any(
            entry in entries and kind == "none"
            for track in self._lane.tracks
            for entry, kind in track.stops
        )

    def _at_tick(self, track: Track) -> tuple[int, ...]:
        """Return the pins that stand where a lifetime ends: those of its refusals after it."""
        if track.expires is None:
            return ()
        refused = {e for e, kind in track.stops if kind == "refused" and e > track.expires_after}
        return tuple(
            proof.number
            for proof in self._told.proofs
            if proof.life == track.life and refused.intersection(proof.entries)
        )[:1]

    def _discs(self, x: float, numbers: list[tuple[int, bool]]) -> Iterator[Disc]:
        step = PIN + PIN_GAP
        left = x - (len(numbers) - 1) * step / 2
        for place, (number, healthy) in enumerate(numbers):
            yield Disc(number, left + place * step, self._y - ABOVE, healthy)

    # ------------------------------------------------------------ lines
    def _draw_line(self, track: Track) -> None:
        at = sorted({self._made.of[entry] for entry, kind in track.stops if kind != "none"})
        if not at and track.end < 0:
            return
        middles = [self._x(column) for column in at]
        begin = self._begin(track)
        points = sorted({begin, *middles})
        over = self._x(self._made.of[track.end]) if track.end >= 0 else None
        tick = self._tick(track)
        for one, other in pairwise(points):
            self._stretch(one, other, over, tick)
        self._finish(track, points[-1], over, tick)
        if tick is not None and tick >= begin:
            self._end_of_life(track, tick)
        self._bars(track, begin, over)

    def _begin(self, track: Track) -> float:
        """Return where a line begins: at its birth; at the left edge where it was there before."""
        if track.born >= 0:
            return self._x(self._made.of[track.born])
        first = track.life == self._lane.tracks[0].life
        return self._ground.left if first else self._x(self._made.of[track.first])

    def _stretch(self, one: float, other: float, over: float | None, tick: float | None) -> None:
        if over is not None and over <= one:
            self._piece(one, other, "used-up")
        elif tick is not None and one < tick < other:
            self._piece(one, tick, "kept")
            self._piece(tick, other, "expired")
        else:
            self._piece(one, other, "expired" if tick is not None and tick <= one else "kept")

    def _finish(self, track: Track, last: float, over: float | None, tick: float | None) -> None:
        """Draw what comes after the last mark: an end, or on to the right edge."""
        edge = self._ground.right
        if over is not None:
            if over < last or (over == last and track.end_kind == "used-up"):
                return
            stop = over - _REPLACED if track.end_kind == "replaced" else over + _ENDED
            if track.end_kind == "replaced" and over == last:
                stop = over + _ENDED
            if stop > last:
                self._stretch(last, stop, None, tick)
            self._stop(stop, "replaced" if track.end_kind == "replaced" else "ended")
            return
        self._stretch(last, edge, None, tick)
        self._stop(edge, "goes-on" if tick is None else "goes-on-refused")

    def _stop(self, x: float, look: StopLook) -> None:
        self.stops.append(Stop(self._row, x, self._y, look))

    def _tick(self, track: Track) -> float | None:
        """Return where a lifetime was over: between two steps, or in the turning point's column."""
        if track.expires is None:
            return None
        after = max(track.expires_after, track.first)
        column = self._made.of[after] + 1
        if column == self._made.turn and self._ground.expires is not None:
            return self._ground.expires
        columns = self._made.columns
        return columns[column].x if column < len(columns) else self._ground.right - 30

    def _end_of_life(self, track: Track, x: float) -> None:
        self._stop(x, "expired")
        numbers = [(number, False) for number in self._at_tick(track)]
        words = tr("exp {time}", time=event_words.at(track.expires))
        self._wanting.append(Wanting(x, words, len(numbers), "refused", numbers, centred=True))

    def _bars(self, track: Track, begin: float, over: float | None) -> None:
        """Draw a bar round each accepted mark, through between neighbours."""
        columns = [
            mark.column
            for mark in self.marks
            if mark.kind == "accepted" and mark.life == track.life
        ]
        for place, column in enumerate(columns):
            x, wide = self._x(column), self._made.columns[column].width
            half = min(_BAR, wide / 2 - _BAR_ROOM)
            before = columns[place - 1] if place else -2
            if column - before == 1 and self._made.turn != column:
                self._piece(self._x(before), x, "use")
            else:
                self._piece(max(x - half, begin), x, "use")
            through = column + 1 in columns and self._made.turn != column + 1
            if not through and (over is None or over > x):
                self._piece(x, x + half, "use")

    def _x(self, column: int) -> float:
        return self._made.columns[column].middle

    def _piece(self, x1: float, x2: float, look: LineLook) -> None:
        if x2 > x1:
            self.pieces.append(Piece(self._row, x1, x2, self._y, look))


_NAMED = 6
"""So many values in a row are told apart by their ends."""


def _links(told: Outline, made: Columns, ground: Ground, rows: Sequence[int]) -> Iterator[Link]:
    """Yield an upright from each credential to what was issued for it, where both are shown."""
    row_of = {
        track.life: row
        for row, lane in zip(rows, told.lanes.shown, strict=False)
        for track in lane.tracks
    }
    born = {track.life: track.born for lane in told.lanes.shown for track in lane.tracks}
    for life, row in row_of.items():
        parent = told.story.credentials[life].issued_for
        if parent not in row_of or row_of[parent] == row or born[life] < 0:
            continue
        x = made.columns[made.of[born[life]]].middle
        one, other = ground.rows[row_of[parent]].y, ground.rows[row].y
        yield Link(x, min(one, other), max(one, other))
