"""Counts what a piece of a log holds: all its lines, or only those that matter and a sample.

A large log is too long to be read line by line. One search finds the lines with a refused status;
they alone are taken apart. Of the others about one in sixty is, and the clock of the log is read
every 256 KB, which says how many requests there were when.
"""

import re
from collections.abc import Iterator

import msgspec

from inspector.logs.format import LONGEST_KEPT, Format, Kept, Line, Read
from inspector.logs.matching import Clues, Matches
from inspector.logs.source import Piece
from inspector.logs.tally import Tally
from inspector.reading.statuses import CHALLENGES, ERRORS, REFUSES_LOGIN

WHOLE = 16 * 1024 * 1024
"""Up to so many bytes every line is taken apart."""
_STRIDE = 256 * 1024
_SAMPLE = 16 * 1024
_AHEAD = 32 * 1024
_NEXT_LINES = 6
_FIRST_CHECKS, _EVERY = 4, 8
_CHECKS = 20
_CHECKS_WHOLE = 20_000
_LINE_END = 10
_LONGEST_BAD = 300
_LONGEST_LINE = 64 * 1024


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to count: these statuses, from `since` up to `until` (seconds since 1970).

    clues: of the attempt whose lines are looked for.
    """

    statuses: tuple[int, ...] = tuple(sorted(REFUSES_LOGIN))
    since: float | None = None
    until: float | None = None
    clues: Clues | None = None

    def within(self, at: float | None) -> bool:
        """Whether a time is in the period; a line without time is, where no period is asked."""
        if self.since is None and self.until is None:
            return True
        if at is None or (self.since is not None and at < self.since):
            return False
        return self.until is None or at <= self.until


_Span = tuple[int, int, int]
"""Start and end of a line in a piece, and its number, counted from 1."""


class Scan:
    """Counts one log, or a part of it. file: its index among those read."""

    def __init__(self, kind: Format, read: Read, wanted: Wanted, file: int) -> None:
        self.tally = Tally()
        self.matches = Matches(wanted.clues)
        self._errors = kind.ERRORS
        self._read = read
        self._wanted = wanted
        self._statuses = frozenset(wanted.statuses)
        self._file = file
        self._needle = re.compile(kind.needle(wanted.statuses))
        self._clock: float | None = None
        self._checks = 0
        self._place = -1

    def piece(self, piece: Piece, *, whole: bool) -> None:
        """Count a piece."""
        data, end = piece.data, piece.end
        if not end:
            return
        self._place = piece.place
        self._checks = _CHECKS_WHOLE if whole else _CHECKS
        if whole:
            lines = self._whole(data, end)
        else:
            self.tally.exact = False
            lines = self._refused(data, end)
            self._others(data, end, lines)
        self._search(data, end)
        self.tally.lines += lines
        self.tally.size += end

    def _whole(self, data: bytes, end: int) -> int:
        """Take every line apart; return how many there are."""
        number = before = self.tally.lines
        batch: list[Kept] = []
        for start, stop, number in _lines(data, end, before):
            text = data[start:stop]
            line = self._line(text, number)
            if line is None or not self._wanted.within(line.at):
                continue
            if not self._errors and line.at is not None:
                self.tally.requests.add(line.at)
            if line.status in self._statuses or line.reason:
                batch.append(self._kept(number, text, line, start))
            elif not self._errors:
                self.tally.other(line, 1)
        self._count(data, batch)
        return number - before

    def _refused(self, data: bytes, end: int) -> int:
        """Take the lines apart that the search finds; return how many lines there are."""
        before = self.tally.lines
        start, number = 0, before + 1
        batch: list[Kept] = []
        for start, stop, number in _found(self._needle, data, end, before):
            text = data[start:stop]
            line = self._line(text, number)
            if line is not None and (line.status in self._statuses or line.reason):
                batch.append(self._kept(number, text, line, start))
        self._count(data, [found for found in batch if self._wanted.within(found.line.at)])
        after = data.count(b"\n", start, end)
        open_end = data[end - 1] != _LINE_END
        return number - 1 + after + open_end - before

    def _count(self, data: bytes, batch: list[Kept]) -> None:
        """Count the refused lines of a piece."""
        if self._errors:
            for found in batch:
                if found.line.reason:
                    self.tally.reason(found)
            return
        self.tally.refuse(batch, whole=self.tally.exact)
        known = self.tally.clients.known
        for turn, found in enumerate(batch):
            if self._checks <= 0:
                return
            line = found.line
            client = known.get(line.client)
            if not line.client or line.status not in CHALLENGES:
                continue
            if not turn % _EVERY or (client is not None and client.checked < _FIRST_CHECKS):
                self._checks -= 1
                self._look_ahead(data, found)

    def _look_ahead(self, data: bytes, found: Kept) -> None:
        """Look whether the client repeats the request at once with success: a challenge."""
        client = found.line.client.encode()
        start = data.find(b"\n", found.start) + 1 or len(data)
        end = min(len(data), start + _AHEAD)
        for _ in range(_NEXT_LINES):
            place = data.find(client, start, end)
            if place < 0:
                break
            first = data.rfind(b"\n", start, place) + 1 or start
            start = data.find(b"\n", place, end)
            if start < 0:
                break
            line = self._read(data[first:start][:_LONGEST_LINE])
            if line and line.status not in ERRORS and _same(line, found.line):
                self.tally.followed(found, by_success=True)
                return
        self.tally.followed(found, by_success=False)

    def _others(self, data: bytes, end: int, lines: int) -> None:
        """Read a sample of the other requests, and the clock at regular places."""
        if self._errors:
            return
        for start in range(0, end, _STRIDE):
            stop = min(end, start + _STRIDE)
            self._tell_time(data, start, stop, lines * (stop - start) / end)
        sample = data.rfind(b"\n", 0, min(end, _SAMPLE)) + 1
        weight = end / max(sample, 1)
        for start, stop, number in _lines(data, sample, self.tally.lines):
            line = self._line(data[start:stop], number)
            if line and line.status not in self._statuses and self._wanted.within(line.at):
                self.tally.other(line, weight)

    def _tell_time(self, data: bytes, start: int, stop: int, lines: float) -> None:
        """Spread the lines of a stretch evenly from its first time to its last."""
        first = self._time_after(data, start, stop)
        last = self._time_before(data, start, stop)
        if first is None or last is None:
            return
        begin = self._clock if self._clock is not None and self._clock <= first else first
        if self._wanted.within(begin) or self._wanted.within(last):
            self.tally.requests.spread(begin, max(last, begin), lines)
        self._clock = last

    def _time_after(self, data: bytes, start: int, stop: int) -> float | None:
        begin = data.find(b"\n", start, stop) + 1 if start else 0
        line = self._read(data[begin : data.find(b"\n", begin, stop)][:_LONGEST_LINE])
        return line.at if line else None

    def _time_before(self, data: bytes, start: int, stop: int) -> float | None:
        end = data.rfind(b"\n", start, stop)
        begin = data.rfind(b"\n", start, max(end, start)) + 1
        line = self._read(data[begin:end][:_LONGEST_LINE]) if 0 < begin <= end else None
        return line.at if line else None

    def _search(self, data: bytes, end: int) -> None:
        """Look for lines of the attempt."""
        clues = self._wanted.clues
        if clues is None:
            return
        pattern = self._needle if self._errors else clues.pattern()
        for start, stop, number in _found(pattern, data, end, self.tally.lines):
            text = data[start:stop]
            line = self._read(text[:_LONGEST_LINE].rstrip(b"\r"))
            if line and (line.status or line.reason):
                self.matches.add(self._kept(number, text, line, start))

    def _kept(self, number: int, text: bytes, line: Line, start: int) -> Kept:
        place = self._place + start if self._place >= 0 else -1
        return Kept(self._file, number, text[:LONGEST_KEPT], line, place, start)

    def _line(self, text: bytes, number: int) -> Line | None:
        if text.endswith(b"\r"):
            text = text[:-1]
        if len(text) > _LONGEST_LINE:
            text = text[:_LONGEST_LINE]
        line = self._read(text)
        if line is None and text and not text.startswith(b"#"):
            self.tally.unreadable += 1
            if self.tally.bad is None:
                self.tally.bad = Kept(self._file, number, text[:_LONGEST_BAD], Line(None, 0))
        return line


def _same(one: Line, other: Line) -> bool:
    return one.client == other.client and one.target == other.target


def _lines(data: bytes, end: int, before: int) -> Iterator[_Span]:
    start = 0
    number = before
    while start < end:
        stop = data.find(b"\n", start, end)
        stop = end if stop < 0 else stop
        number += 1
        yield start, stop, number
        start = stop + 1


def _found(needle: re.Pattern[bytes], data: bytes, end: int, before: int) -> Iterator[_Span]:
    """Yield the lines in which the pattern is found, each once, with their numbers."""
    counted, number, stop = 0, before + 1, -1
    for hit in needle.finditer(data, 0, end):
        place = hit.start()
        if place <= stop:
            continue
        start = data.rfind(b"\n", 0, place) + 1
        stop = data.find(b"\n", place, end)
        stop = end if stop < 0 else stop
        number += data.count(b"\n", counted, start)
        counted = start
        yield start, stop, number
