"""The events of a stream while they arrive: bounded, bursts folded, filtered, held back. Pure."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from inspector.presentation.bodies.printable import visible
from inspector.protocol.dates import utc
from inspector.protocol.streams.event_stream import Event, reader_of
from inspector.protocol.streams.socket_messages import SOCKET
from inspector.wording import tr, tr_n
from inspector.wording.dates import time_of_day
from inspector.wording.durations import in_seconds, length, took

MOST = 10_000  # events that are kept to be shown
_DROPPED = 2_500  # of those at once
_ROOM = 64 * 1024 * 1024  # characters of them that are kept
_BURST = 10  # events of one name in a row that are one row
_NEAR = 0.05  # seconds between two events of a burst
_AT_ONCE = 0.001  # seconds: a shorter burst has no time of its own


class Run(msgspec.Struct):
    """Events of one name and way that follow one another closely. first: its first one's number."""

    name: str
    first: int
    count: int
    began: float
    ended: float
    is_open: bool = False

    @property
    def end(self) -> int:
        """The number of the first event behind it."""
        return self.first + self.count


class EventRow(msgspec.Struct, frozen=True):
    """A row: an event, or a burst of them (event is its first one)."""

    event: Event
    at: float
    burst: int = 0
    seconds: float = 0.0

    @property
    def time(self) -> str:
        """When it came, empty where that is not known."""
        here = utc(self.at).astimezone()
        return f"{time_of_day(here)}.{here.microsecond // 1000:03d}" if self.at else ""

    @property
    def fold(self) -> str:
        """What a burst is."""
        if not self.burst:
            return ""
        if self.seconds < _AT_ONCE:
            return tr("{count:,} like this at once", count=self.burst)
        return tr("{count:,} like this in {time}", count=self.burst, time=took(self.seconds * 1000))


def row_words(event: Event) -> str:
    """Return what an event is: its name, or the way of a message."""
    if event.is_comment:
        return event.name or tr("comment")
    way = {
        "sent": tr("sent"),
        "received": tr("received"),
        "closed": tr("closed"),
        "unsent": tr("not sent"),
    }.get(event.way, visible(event.name))
    return tr("{way}, hex", way=way) if event.is_binary else way


class EventLog:
    """Owner of what a stream brought. is_live: more may come.

    total, size: events and bytes so far. waiting: those that came while it was paused.
    """

    def __init__(self, kind: str, *, is_live: bool = False) -> None:
        self.kind = kind
        self.is_live = is_live
        self.is_stopped = False
        self.total = self.size = self.retry = 0
        self._weight = 0  # characters that are kept
        self.last_id = ""
        self.began = self.ended = 0.0
        self._events: list[tuple[Event, float]] = []
        self._dropped = 0
        self._runs: list[Run] = []
        self._runs_gone = 0
        self._rows: list[tuple[int, int]] = []  # run and event; -1: the whole run
        self._held: list[tuple[Event, float]] | None = None
        self._wanted = ""

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def is_socket(self) -> bool:
        """Whether these are the messages of a WebSocket."""
        return self.kind == SOCKET

    @property
    def waiting(self) -> int:
        """How many events came since the pause."""
        return len(self._held) if self._held is not None else 0

    @property
    def is_paused(self) -> bool:
        """Whether what comes is held back."""
        return self._held is not None

    @property
    def kept(self) -> int:
        """How many events are kept to be shown."""
        return len(self._events) + self.waiting

    @property
    def rate(self) -> float:
        """Events a second, on the whole."""
        return self.total / max(self.ended - self.began, 1.0)

    def add(self, events: Iterable[Event], at: float, size: int) -> None:
        """Take events that arrived at a time (seconds since 1970, 0: not known)."""
        self.began = self.began or at
        self.ended = max(at, self.ended)
        self.size += size
        new = [(event, at) for event in events]
        self.total += len(new)
        self.last_id = next((each.id for each, _ in reversed(new) if each.id), self.last_id)
        if self._held is not None:
            self._held = (self._held + new)[-MOST:]
            return
        self._take(new)

    def pause(self, *, on: bool) -> None:
        """Hold back what comes, or show all that was held back."""
        if on and self._held is None:
            self._held = []
        elif not on and self._held is not None:
            new, self._held = self._held, None
            self._take(new)

    def show_only(self, text: str) -> None:
        """Show events with a text in their name or data, whatever its letter case."""
        self._wanted = text.lower()
        self._rebuild()

    def toggle(self, row: int) -> None:
        """Show the events of a burst, or fold them again."""
        run = self._run(self._rows[row][0])
        if run.count >= _BURST:
            run.is_open = not run.is_open
            self._rebuild()

    def row(self, row: int) -> EventRow:
        """Return a row."""
        run_at, number = self._rows[row]
        run = self._run(run_at)
        event, at = self._events[(run.first if number < 0 else number) - self._dropped]
        if number < 0:
            return EventRow(event, at, run.count, run.ended - run.began)
        return EventRow(event, at)

    # ------------------------------------------------------------ rows
    def _take(self, new: list[tuple[Event, float]]) -> None:
        for event, at in new:
            self._events.append((event, at))
            self._weight += len(event.data)
            self._append(event, at)
        if len(self._events) > MOST + _DROPPED:
            self._drop(len(self._events) - MOST)
        elif self._weight > _ROOM:
            self._drop(self._too_heavy())

    def _too_heavy(self) -> int:
        """Return how many of the oldest events make the rest light enough again."""
        weight, count = self._weight, 0
        while weight > _ROOM * 3 // 4 and count < len(self._events) - 1:
            weight -= len(self._events[count][0].data)
            count += 1
        return count

    def _append(self, event: Event, at: float) -> None:
        number = self._dropped + len(self._events) - 1
        last = self._runs[-1] if self._runs else None
        near = last is not None and at > 0 and at - last.ended <= _NEAR
        name = f"{event.way} {event.name}"
        if last is not None and near and last.name == name and not event.is_comment:
            last.count, last.ended = last.count + 1, at
        else:
            self._runs.append(last := Run(name, number, 1, at, at))
        self._show(self._runs_gone + len(self._runs) - 1, last, number, event)

    def _show(self, place: int, run: Run, number: int, event: Event) -> None:
        if self._wanted:
            if self._fits(event):
                self._rows.append((place, number))
        elif run.count < _BURST or run.is_open:
            self._rows.append((place, number))
        elif run.count == _BURST:
            del self._rows[1 - _BURST :]
            self._rows.append((place, -1))

    def _fits(self, event: Event) -> bool:
        return self._wanted in event.name.lower() or self._wanted in event.data.lower()

    def _drop(self, count: int) -> None:
        """Forget the oldest events: a stream has no end."""
        self._weight -= sum(len(event.data) for event, _ in self._events[:count])
        del self._events[:count]
        self._dropped += count
        rows = 0
        while rows < len(self._rows) and self._is_gone(*self._rows[rows]):
            rows += 1
        del self._rows[:rows]
        gone = 0
        while gone < len(self._runs) and self._runs[gone].end <= self._dropped:
            gone += 1
        del self._runs[:gone]
        self._runs_gone += gone
        if self._runs and self._runs[0].first < self._dropped:
            first = self._runs[0]
            first.first, first.count = self._dropped, first.end - self._dropped

    def _is_gone(self, run: int, number: int) -> bool:
        last = self._run(run).end - 1 if number < 0 else number
        return last < self._dropped

    def _run(self, number: int) -> Run:
        return self._runs[number - self._runs_gone]

    def _rebuild(self) -> None:
        self._rows = list(self._all_rows())

    def _all_rows(self) -> Iterator[tuple[int, int]]:
        for place, run in enumerate(self._runs, self._runs_gone):
            numbers = range(run.first, run.end)
            if self._wanted:
                fits = (n for n in numbers if self._fits(self._events[n - self._dropped][0]))
                yield from ((place, number) for number in fits)
            elif run.count >= _BURST and not run.is_open:
                yield (place, -1)
            else:
                yield from ((place, number) for number in numbers)


def stream_words(log: EventLog, now: float) -> tuple[str, tuple[str, ...]]:
    """Return what stands behind the status of a stream, and what is known of it.

    now: seconds since 1970.
    """
    open_for = length(timedelta(seconds=max((now if log.is_live else log.ended) - log.began, 0)))
    if not log.is_live:
        state = tr("ended by the server after {time}", time=open_for)
        if log.is_stopped:
            state = tr("stopped after {time}", time=open_for)
    elif log.is_paused:
        state = tr("paused, {count:,} waiting", count=log.waiting)
    else:
        state = tr("live")
    counted = tr_n("{count} event", "{count:,} events", log.total)
    if log.is_socket:
        counted = tr_n("{count} message", "{count:,} messages", log.total)
    rate = tr("{count:,} a second", count=round(log.rate))
    opened = (tr("open for {time}", time=open_for),) if log.is_live else ()
    return state, (*opened, counted, rate)


def foot_words(log: EventLog) -> tuple[str, ...]:
    """Return what stands below the events of a stream."""
    last = (tr("last id {id}", id=visible(log.last_id)),) if log.last_id else ()
    after = in_seconds(f"{log.retry / 1000:g}")
    back = (tr("asks to come back after {time}", time=after),) if log.retry else ()
    over = log.total - log.kept
    gone = (tr("the last {count:,} are shown", count=log.kept),) if over > 0 else ()
    kind = tr("WebSocket") if log.is_socket else log.kind
    return (kind, *last, *back, *gone)


def log_of(body: bytes, kind: str) -> EventLog:
    """Return the events of a body that is over; when each came is not known."""
    log = EventLog(kind)
    reader = reader_of(kind)
    for at in range(0, len(body), _STEP):
        log.add(reader.feed(body[at : at + _STEP]), 0.0, len(body[at : at + _STEP]))
    log.add(reader.feed(b"\n\n"), 0.0, 0)
    log.retry = reader.retry
    return log


_STEP = 64 * 1024
