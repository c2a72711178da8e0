"""The practice server as the window knows it: whether it runs, where, and how to start it."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job

if TYPE_CHECKING:
    from inspector.mocklab import MockLab


# A server is stopped once, although both a worker and the end of the program may ask for it.
_STOPPING = threading.Lock()


def _started(port: int) -> "MockLab":
    from inspector.mocklab import MockLab  # noqa: PLC0415 - at the first practice only

    server = MockLab(port)
    server.start()
    return server


def _stopped(server: "MockLab") -> None:
    with _STOPPING:
        server.stop()


class Lab(QObject):
    """Owner of the practice server; changed(): it started or stopped.

    logged(): it answered a request; told on whatever thread, so connect methods of QObjects.
    wanted: the user started it on the Mock lab screen, so it outlives the practice tabs.
    """

    changed = Signal()
    logged = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._server: MockLab | None = None
        self._leaving: MockLab | None = None
        self._starting: Job | None = None
        self._users: set[object] = set()
        self.wanted = False

    @property
    def server(self) -> "MockLab | None":
        """The running server."""
        return self._server

    @property
    def address(self) -> str:
        """Where it listens; empty while it does not run."""
        return self._server.address if self._server else ""

    def start(self, port: int = 0) -> Job:
        """Start it, or follow the start under way; the Job succeeds with the server."""
        if self._server is not None:
            running = self._server
            return self._background.compute(lambda: running)
        if self._starting is None:
            self._starting = self._background.compute(_started, port)
            self._starting.succeeded.connect(self._take)
            self._starting.ended.connect(self._forget_start)
        return self._starting

    def stop(self) -> None:
        """Stop it, without waiting."""
        server, self._server = self._server, None
        if server is not None:
            self._leaving = server
            self._background.compute(_stopped, server).succeeded.connect(self._forget_leaving)
            self.changed.emit()

    def use(self, user: object) -> None:
        """Take note of a practice tab, whichever window it is in."""
        self._users.add(user)

    def leave(self, user: object) -> None:
        """A practice tab is gone; with the last one the server ends unless it is wanted."""
        self._users.discard(user)
        if not self._users and not self.wanted:
            self.stop()

    def close(self) -> None:
        """Stop it and wait: the program ends."""
        for server in (self._server, self._leaving):
            if server is not None:
                _stopped(server)
        self._server = self._leaving = None

    def _take(self, server: "MockLab") -> None:
        self._server = server
        server.log.subscribe(self._log)
        self.changed.emit()

    def _log(self, _entry: object) -> None:
        self.logged.emit()

    def _forget_leaving(self) -> None:
        self._leaving = None

    def _forget_start(self) -> None:
        self._starting = None
