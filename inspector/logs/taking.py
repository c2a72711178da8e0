"""Takes single lines out of logs: the newest refused ones, and what was accepted around them."""

import hashlib
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from inspector.logs.format import LONGEST_KEPT, Format, Line, Read
from inspector.logs.log_reader import kind_of, unknown, unopened
from inspector.logs.parts import Take
from inspector.logs.source import Log
from inspector.model.collection import Problem
from inspector.reading.statuses import SUCCESSES

Told = Callable[[int], None]
_Key = tuple[str, str, str]
_MOST_KEYS = 20_000
_LONGEST_LINE = 64 * 1024
_LONGEST_NAME = 253  # characters of a host, and more than any method has


class Taken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. target: as logged. named: whether the line names a user.

    at: seconds since 1970; lines of one whole second follow one another by milliseconds, so that
    what came first stays first.
    host: empty where the line does not name it. refused: by the statuses asked for. digest: of
    the whole line and its place in its second.
    """

    at: float
    status: int
    method: str
    host: str
    target: str
    named: bool
    refused: bool
    digest: bytes


class Takings(msgspec.Struct, frozen=True, kw_only=True):
    """lines: oldest first. refused: how many were refused in all.

    untimed: those of them without a time.
    """

    lines: tuple[Taken, ...] = ()
    refused: int = 0
    untimed: int = 0
    problems: tuple[Problem, ...] = ()


class _Seen(NamedTuple):
    """A line that may be taken. place: among those of its second."""

    line: Line
    at: float
    text: bytes
    place: int


class _Stretch:
    """Refusals of one request in a row, with what was accepted before and after them."""

    def __init__(self, first: Taken, before: Taken | None) -> None:
        self.first, self.before = first, before
        self.after: Taken | None = None
        self.last = 0


class _Turn:
    """What is known of one request: the last accepted line, and the refusals since then."""

    def __init__(self) -> None:
        self.accepted: _Seen | None = None
        self.stretch: _Stretch | None = None


def take(order: Take, told: Told | None = None) -> Takings:
    """Read the logs and return the lines; told: hears how many bytes were read so far."""
    taker, problems, opened = _Taker(order), [], []
    for name in order.names:
        try:
            kind = kind_of(name)
        except OSError as error:
            problems.append(unopened(name, error))
            continue
        if kind is None:
            problems.append(unknown(name))
        elif not kind.ERRORS:
            opened.append((name, kind))
    before = 0
    for name, kind in sorted(opened, key=lambda pair: _begin(*pair)):
        before = taker.read(name, kind, before, told)
    return msgspec.structs.replace(taker.takings(), problems=tuple(problems))


def _begin(name: str, kind: Format) -> float:
    """Return the time of a log's first line, so that rotated ones are read in their order."""
    log = Log(name)
    log.close()
    read = kind.reader(log.head)
    return next((line.at for line in map(read, log.head) if line and line.at is not None), 0.0)


class _Taker:
    """Goes through all lines once; memory is bounded whatever the size of the logs."""

    def __init__(self, order: Take) -> None:
        self._order = order
        self._statuses = frozenset(order.statuses)
        self._words = tuple(word.lower().encode() for word in order.words)
        self._refused: deque[tuple[int, Taken]] = deque(maxlen=order.most)
        self._ended: deque[_Stretch] = deque(maxlen=order.most)
        self._turns: OrderedDict[_Key, _Turn] = OrderedDict()
        self._second: float | None = None
        self._place = 0  # of the line among those of its second
        self._count = self._untimed = 0

    def read(self, name: str, kind: Format, before: int, told: Told | None) -> int:
        """Take what one log has; before: bytes read so far. Returns what was read now."""
        log = Log(name)
        read, done = kind.reader(log.head), before
        try:
            for piece in log.pieces():
                for text in _lines(piece.data[: piece.end]):
                    self._line(text, read)
                done = before + piece.read
                if told is not None:
                    told(done)
        finally:
            log.close()
        return done

    def takings(self) -> Takings:
        """Return what was taken."""
        kept = [taken for _, taken in self._refused]
        oldest = self._refused[0][0] if self._refused else 0
        open_ones = (turn.stretch for turn in self._turns.values() if turn.stretch is not None)
        for stretch in (*self._ended, *open_ones):
            if stretch.last >= oldest:
                around = (stretch.before, stretch.first, stretch.after)
                kept += [taken for taken in around if taken is not None]
        once = {taken.digest: taken for taken in kept}
        return Takings(
            lines=tuple(sorted(once.values(), key=lambda taken: taken.at)),
            refused=self._count,
            untimed=self._untimed,
        )

    def _line(self, text: bytes, read: Read) -> None:
        line = read(text)
        if line is None:
            return
        if line.at != self._second:
            self._second, self._place = line.at, 0
        else:
            self._place += 1
        if line.status in self._statuses:
            self._refuse(line, text)
        elif line.status in SUCCESSES or line.status == HTTPStatus.NOT_MODIFIED:
            self._accept(line, text)

    def _refuse(self, line: Line, text: bytes) -> None:
        at = line.at
        if not self._fits(text) or not self._within(at):
            return
        self._count += 1
        if at is None:
            self._untimed += 1
            return
        taken = _taken(_Seen(line, at, text, self._place), refused=True)
        self._refused.append((self._count, taken))
        turn = self._turn(line)
        if turn.stretch is None:
            before = _taken(turn.accepted, refused=False) if turn.accepted else None
            turn.stretch = _Stretch(taken, before)
        turn.stretch.last = self._count

    def _accept(self, line: Line, text: bytes) -> None:
        if line.at is None or len(text) > LONGEST_KEPT:
            return
        turn = self._turn(line)
        turn.accepted = _Seen(line, line.at, text, self._place)
        if turn.stretch is not None:
            turn.stretch.after = _taken(turn.accepted, refused=False)
            self._ended.append(turn.stretch)
            turn.stretch = None

    def _turn(self, line: Line) -> _Turn:
        path = line.target[:LONGEST_KEPT].partition("?")[0]
        key = (line.method[:_LONGEST_NAME], line.host[:_LONGEST_NAME], path)
        found = self._turns.get(key)
        if found is not None:
            self._turns.move_to_end(key)
            return found
        if len(self._turns) >= _MOST_KEYS:
            _, oldest = self._turns.popitem(last=False)
            if oldest.stretch is not None:
                self._ended.append(oldest.stretch)
        made = self._turns[key] = _Turn()
        return made

    def _within(self, at: float | None) -> bool:
        since, until = self._order.since, self._order.until
        if since is None and until is None:
            return True
        return at is not None and (since or at) <= at <= (until or at)

    def _fits(self, text: bytes) -> bool:
        if not self._words:
            return True
        lower = text.lower()
        return all(word in lower for word in self._words)


def _lines(data: bytes) -> Iterator[bytes]:
    for text in data.split(b"\n"):
        if text:
            yield text[:_LONGEST_LINE].rstrip(b"\r")


def _taken(seen: _Seen, *, refused: bool) -> Taken:
    line, at, text, place = seen
    whole = text + b"\n%d" % place if place else text
    return Taken(
        at=at + min(place, 999) / 1000 if at.is_integer() else at,
        status=line.status,
        method=line.method[:_LONGEST_NAME],
        host=line.host[:_LONGEST_NAME],
        target=line.target[:LONGEST_KEPT],
        named=bool(line.user),
        refused=refused,
        digest=hashlib.blake2b(whole, digest_size=16).digest(),
    )
