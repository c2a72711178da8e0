"""The history as the program uses it: every verb returns at once, the work is done on threads.

One thread writes, another reads, so that a long write never holds up the list. What goes wrong
is said once through `on_status`; the program goes on without a history where there is none.
"""

import queue
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from inspector.record import search, writing
from inspector.record.database import (
    HistoryError,
    has_tables,
    identity,
    open_in_memory,
    open_to_read,
    open_to_write,
    told,
)
from inspector.record.kept import Kept
from inspector.record.recovery import Recovered, recover
from inspector.record.row import Row, Span
from inspector.record.search import Filter
from inspector.record.token_history import past
from inspector.record.token_use import Past
from inspector.record.writing import Limits, prune
from inspector.watchers import Watchers
from inspector.wording import tr, tr_n

# ---------------- Does calls one after another on a thread of their own
T = TypeVar("T")


class Turns:
    """A thread that starts with the first call and ends with `close`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = (
            queue.SimpleQueue()
        )
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Queue a call; after `close` its future is cancelled."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                future.cancel()
                return future
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._jobs.put((future, work))
        return future

    def close(self) -> None:
        """Wait until the queued calls are done and end the thread."""
        with self._lock:
            self._closed = True
            thread = self._thread
            self._jobs.put(None)
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, work = job
            if future.set_running_or_notify_cancel():
                _do(future, work)


def _do(future: "Future[Any]", work: Callable[[], Any]) -> None:
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - handed to who waits for the future
        future.set_exception(error)
    else:
        future.set_result(result)


Result = TypeVar("Result")
_MOST_UNWRITTEN = 200
Do = Callable[[sqlite3.Connection], Result]


class HistoryStatus(msgspec.Struct, frozen=True):
    """kind: ready, recovered, replaced, newer, damaged, read-only, locked, full, unreadable."""

    kind: str = "ready"
    text: str = ""


class History:
    """Attempts on disk under `path`; None keeps them for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory = open_in_memory() if path is None else None
        self._writes = Turns("history-write")
        self._reads = self._writes if path is None else Turns("history-read")
        self._writer: sqlite3.Connection | None = self._memory
        self._reader: sqlite3.Connection | None = self._memory
        self._reader_is_stale = False
        self._files: dict[str, tuple[int, int] | None] = {}  # which each connection has open
        self._unwritten: deque[tuple[Row, Kept]] = deque(maxlen=_MOST_UNWRITTEN)
        self._closing = threading.Event()
        self._watchers = Watchers[HistoryStatus]()
        self.status = HistoryStatus()

    # ------------------------------------------------------------ writing
    def add(self, row: Row, kept: Kept) -> "Future[int]":
        """Keep an attempt; the future has its key, or raises HistoryError.

        What could not be written is tried again with the next one.
        """

        def do(connection: sqlite3.Connection) -> int:
            key = writing.add(connection, row, kept)
            while self._unwritten:
                writing.add(connection, *self._unwritten[0])
                self._unwritten.popleft()
            return key

        def work() -> int:
            try:
                return self._done(do, "_writer")
            except HistoryError:
                self._unwritten.append((row, kept))
                raise

        return self._writes.submit(work)

    def add_many(self, pairs: Iterable[tuple[Row, Kept]]) -> "Future[int]":
        """Keep attempts as one, at most some hundreds; the future has how many were new.

        Raises HistoryError; then none of them is kept.
        """
        chosen = tuple(pairs)
        return self._write(lambda connection: writing.add_many(connection, chosen))

    def mark(
        self,
        key: int,
        *,
        pinned: bool | None = None,
        note: str | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> "Future[None]":
        """Pin, tag or annotate an attempt; None leaves a mark as it is."""
        return self._write(
            lambda connection: writing.mark(connection, key, pinned=pinned, note=note, tags=tags)
        )

    def delete(self, keys: Iterable[int]) -> "Future[int]":
        """Delete attempts for good."""
        chosen = tuple(keys)
        return self._write(lambda connection: writing.delete(connection, chosen))

    def clear(self, wanted: Filter) -> "Future[int]":
        """Delete all that fit a filter; pinned ones stay."""

        def do(connection: sqlite3.Connection) -> int:
            sql, values = search.condition(wanted, full_text=search.has_words(connection))
            return writing.delete_where(connection, f"pinned = 0 AND {sql}", values, self._goes_on)

        return self._write(do)

    def prune(self, limits: Limits) -> "Future[int]":
        """Delete what is over the limits."""
        return self._write(
            lambda connection: prune(connection, limits, datetime.now(UTC), self._goes_on)
        )

    # ------------------------------------------------------------ reading
    def page(
        self, wanted: Filter, after: search.Mark | None = None, limit: int = search.PAGE
    ) -> "Future[tuple[Row, ...]]":
        """Return the newest rows that fit, older than `after`."""
        return self._read(lambda connection: search.page(connection, wanted, after, limit))

    def count(self, wanted: Filter) -> "Future[int]":
        """Return how many fit."""
        return self._read(lambda connection: search.count(connection, wanted))

    def rows(self, keys: Iterable[int]) -> "Future[tuple[Row, ...]]":
        """Return these rows."""
        chosen = tuple(keys)
        return self._read(lambda connection: search.rows(connection, chosen))

    def load(self, key: int) -> "Future[Kept | None]":
        """Return a whole attempt, None when it is gone or can't be read."""
        return self._read(lambda connection: _whole(connection, key))

    def find(self, identity: str) -> "Future[Kept | None]":
        """Return the attempt with that id, None when it is gone or can't be read."""
        return self._read(lambda connection: _found(connection, identity))

    def strip(self, wanted: Filter, columns: int) -> "Future[tuple[Span, ...]]":
        """Return refused and all attempts over the whole time of the history."""
        return self._read(lambda connection: _strip(connection, wanted, columns))

    def turn(self, key: int) -> "Future[tuple[Row, Row] | None]":
        """Return the last good attempt of a request and the first bad one after it."""
        return self._read(lambda connection: search.turn(connection, key))

    def tokens(self, fingerprints: Iterable[str], ids: Iterable[str] = ()) -> "Future[Past]":
        """Return where tokens were met, with what they are tied to, and which ids are kept."""
        wanted = tuple(fingerprints), tuple(ids)
        return self._read(lambda connection: past(connection, *wanted, self._made))

    # ------------------------------------------------------------ life
    def on_status(self, watcher: Callable[[HistoryStatus], None]) -> None:
        """Call `watcher` whenever the status changes, on a thread of the history."""
        self._watchers.add(watcher)

    def close(self) -> None:
        """Finish what is being written, then end the threads."""
        self._closing.set()
        for turns, name in ((self._reads, "_reader"), (self._writes, "_writer")):
            turns.submit(lambda name=name: self._drop(name))  # type: ignore[misc] # bound now
            turns.close()

    def _goes_on(self) -> bool:
        return not self._closing.is_set()

    def _write(self, do: Do[Result]) -> "Future[Result]":
        return self._writes.submit(lambda: self._done(do, "_writer"))

    def _read(self, do: Do[Result]) -> "Future[Result]":
        return self._reads.submit(lambda: self._done(do, "_reader"))

    def _done(self, do: Do[Result], name: str) -> Result:
        """Do it; a damaged history is replaced by what can be read of it, once."""
        met = identity(self._path) if self._path else None
        try:
            return self._tried(do, name)
        except HistoryError as error:
            if error.kind != "damaged" or self._path is None:
                self._say(HistoryStatus(error.kind, f"{error.problem.what} {error.problem.todo}"))
                raise
        if name == "_writer":
            self._recover(self._path, met)
        else:  # the file is the writer's
            self._drop(name)
            self._writes.submit(partial(self._recover, self._path, met)).result()
        return self._tried(do, name)

    def _tried(self, do: Do[Result], name: str) -> Result:
        try:
            if name == "_reader" and self._reader_is_stale:
                self._reader_is_stale = False
                self._drop(name)
            self._look_at_file(name)
            connection = getattr(self, name) or self._open(name)
            result = do(connection)
        except sqlite3.Error as error:
            raise told(error, self._path or Path()) from error
        if self.status.kind in _PASSING and name == "_writer":
            self._say(HistoryStatus())
        return result

    def _made(self) -> None:
        """Let the file be made or upgraded by being opened."""
        self._write(lambda _connection: None).result()

    def _open(self, name: str) -> sqlite3.Connection:
        path = self._path or Path()
        made = open_to_write(path) if name == "_writer" else self._opened_to_read(path)
        setattr(self, name, made)
        self._files[name] = identity(path)
        return made

    def _opened_to_read(self, path: Path) -> sqlite3.Connection:
        """Open the file; one that is not there, or is being made, is waited for."""
        if not path.exists():
            self._made()
        found = open_to_read(path)
        if has_tables(found):
            return found
        found.close()
        self._made()
        return open_to_read(path)

    def _look_at_file(self, name: str) -> None:
        """Leave a file that was removed or replaced: what is written there would be lost."""
        if self._path is None or getattr(self, name) is None:
            return
        if identity(self._path) != self._files[name]:
            self._drop(name)
            if name == "_writer":
                self._say(_REPLACED)

    def _recover(self, path: Path, met: tuple[int, int] | None) -> None:
        """Replace the damaged file, unless there is another in its place by now."""
        if identity(path) != met:
            return
        self._drop("_writer")
        self._reader_is_stale = True
        self._say(HistoryStatus("recovered", _saved(recover(path))))

    def _drop(self, name: str) -> None:
        connection = getattr(self, name)
        setattr(self, name, None)
        if connection is not None:
            connection.close()

    def _say(self, status: HistoryStatus) -> None:
        if status != self.status:
            self.status = status
            self._watchers.tell(status)


def _whole(connection: sqlite3.Connection, key: int) -> Kept | None:
    try:
        return search.whole(connection, key)
    except msgspec.MsgspecError:
        return None


def _found(connection: sqlite3.Connection, identity: str) -> Kept | None:
    key = search.key_of(connection, identity)
    return None if key is None else _whole(connection, key)


def _strip(connection: sqlite3.Connection, wanted: Filter, columns: int) -> tuple[Span, ...]:
    extent = search.extent(connection)
    if extent is None:
        return ()
    return search.strip(connection, wanted, (extent[0], extent[1] + 1), columns)


def _saved(found: Recovered) -> str:
    said = tr_n(
        "The history was damaged; {count} attempt could be saved. The old file is {file}.",
        "The history was damaged; {count} attempts could be saved. The old file is {file}.",
        found.saved,
        file=found.kept or tr("gone"),
    )
    if not found.bare:
        return said
    rest = tr_n(
        "Of {count} of them only the line in the list is left.",
        "Of {count} of them only the lines in the list are left.",
        found.bare,
    )
    return f"{said} {rest}"


_REPLACED = HistoryStatus(
    "replaced",
    tr(
        "The file of the history was removed or replaced. From now on attempts are kept in the one "
        "that stands in its place."
    ),
)
_PASSING = {"replaced", "locked", "full", "read-only", "unreadable"}
