"""A running piece of work: its end and its progress arrive as signals on the window's thread."""

from concurrent.futures import CancelledError, Future
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

REPORTS_EACH_SECOND = 30


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
    _over = Signal()
    _reported = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._future: Future[Any] | None = None
        self._lock = Lock()
        self._waiting: list[object] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1000 // REPORTS_EACH_SECOND)
        self._pause.timeout.connect(self._deliver)
        # Queued even where the work has ended already: the caller still has to connect.
        self._over.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._schedule, Qt.ConnectionType.QueuedConnection)

    def follow(self, future: Future[Any]) -> None:
        """Watch this future until its end."""
        self._future = future
        future.add_done_callback(self._call_over)

    @property
    def running(self) -> bool:
        """Whether the work has begun and not ended."""
        return self._future is not None and not self._future.done()

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows when it has."""
        if self._future is not None:
            self._future.cancel()

    def report(self, progress: object) -> None:
        """Tell of progress; may be called from any thread."""
        with self._lock:
            first = not self._waiting
            self._waiting.append(progress)
        if first:
            self._emit(self._reported)

    def _call_over(self, _future: Future[Any]) -> None:
        self._emit(self._over)

    def _emit(self, signal: Any) -> None:
        try:
            signal.emit()
        except RuntimeError:
            # The Job was deleted before its work ended: nobody waits for the news.
            return

    def _schedule(self) -> None:
        if not self._pause.isActive():
            self._deliver()

    def _deliver(self) -> None:
        with self._lock:
            news, self._waiting = tuple(self._waiting), []
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
