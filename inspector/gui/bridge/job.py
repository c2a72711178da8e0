"""A running piece of work: its end and its progress arrive as signals on the window's thread."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from itertools import count
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

REPORTS_EACH_SECOND = 30


class _Bell(QObject):
    """Wakes the window's thread. It outlives all jobs, so no other thread ever holds one.

    A job whose last reference ended in a worker would be destroyed there, in the midst of what
    Qt does with it: the window died of that.
    """

    rung = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._news: deque[tuple[int, bool]] = deque()
        # Queued even where the work has ended already: the caller still has to connect.
        self.rung.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def ring(self, number: int, *, over: bool) -> None:
        """Tell a job, from any thread, that its work is over or has reported."""
        self._news.append((number, over))
        try:
            self.rung.emit()
        except RuntimeError:
            return  # the program has ended: nobody waits for the news

    def _tell(self) -> None:
        while self._news:
            number, over = self._news.popleft()
            job = _JOBS.get(number)
            if job is not None and shiboken6.isValid(job):
                job.hear(over=over)


_JOBS: WeakValueDictionary[int, "Job"] = WeakValueDictionary()
_NUMBERS = count()
_BELLS: list[_Bell] = []


def _bell() -> _Bell:
    """Return the one bell; made anew where an application before took it along."""
    if not _BELLS or not shiboken6.isValid(_BELLS[0]):
        _BELLS[:] = [_Bell()]
    return _BELLS[0]


class _Line:
    """What other threads hold of a job: nothing of Qt, so that its end may come anywhere."""

    def __init__(self, number: int, bell: _Bell) -> None:
        self._number, self._bell = number, bell
        self._lock = Lock()
        self._waiting: list[object] = []

    def report(self, progress: object) -> None:
        """Keep the progress until it is asked for."""
        with self._lock:
            first = not self._waiting
            self._waiting.append(progress)
        if first:
            self._bell.ring(self._number, over=False)

    def end(self, _future: Future[Any]) -> None:
        """Say that the work is over."""
        self._bell.ring(self._number, over=True)

    def taken(self) -> tuple[object, ...]:
        """Return what was reported since the last time."""
        with self._lock:
            news, self._waiting = tuple(self._waiting), []
        return news


class Job(QObject):
    """Follows one future. Make it on the window's thread only; deleting it early is safe.

    succeeded(result), failed(exception), cancelled(), then ended() in every case.
    progressed(tuple): all reports since the last one, at most 30 times a second.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._future: Future[Any] | None = None
        self._give_up: Callable[[], object] | None = None
        number = next(_NUMBERS)
        _JOBS[number] = self
        self._line = _Line(number, _bell())
        self.report = self._line.report
        """Tells of progress; may be called from any thread, and keeps nothing of the job."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1000 // REPORTS_EACH_SECOND)
        self._pause.timeout.connect(self._deliver)

    def follow(self, future: Future[Any], give_up: Callable[[], object] | None = None) -> None:
        """Watch this future until its end; give_up: tells the work that nobody wants it."""
        self._future, self._give_up = future, give_up
        future.add_done_callback(self._line.end)

    @property
    def running(self) -> bool:
        """Whether the work has begun and not ended."""
        return self._future is not None and not self._future.done()

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows when it has."""
        if self._give_up is not None:
            self._give_up()
        if self._future is not None:
            self._future.cancel()

    def hear(self, *, over: bool) -> None:
        """Deliver what was reported, and the end where the work is over; the bell calls it."""
        if over:
            self._finish()
        elif not self._pause.isActive():
            self._deliver()

    def _deliver(self) -> None:
        news = self._line.taken()
        if news:
            self._pause.start()
            self.progressed.emit(news)

    def _finish(self) -> None:
        self._deliver()
        self._pause.stop()
        future = self._future
        if future is None:
            return
        try:
            result = future.result(timeout=0)
        except CancelledError:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - whatever the work raised is its result here
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()
