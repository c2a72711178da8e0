"""The files that are being read: each has a tab that says so once it takes a moment."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Document
from inspector.gui.state.open_tabs import OpenTabs

SHOWN_AFTER = 120  # milliseconds: what is read sooner needs no sign


class ReadSoFar(NamedTuple):
    """How far a file is read. size: in bytes. entries: how many it holds, 0 until it is known."""

    size: int
    entries: int = 0


class FileReading(Document):
    """One file that is being read, and the tab that says so. Closing the tab gives it up.

    renewed(): more is known. slow(FileReading): it takes a moment already. keep: what it holds
    goes into the history. displaced: the reading in whose tab this one stands. over: it was read,
    could not be read or was given up.
    """

    passes = True
    renewed = Signal()
    slow = Signal(object)

    def __init__(self, path: Path, *, keep: bool = False) -> None:
        super().__init__("reading", path.name)
        self.path = path
        self.keep = keep
        self.displaced: FileReading | None = None
        self.so_far = ReadSoFar(0)
        self.over = False
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(SHOWN_AFTER)
        self._due.timeout.connect(self._tell_slow)
        self._job: Job | None = None

    def begin(self) -> None:
        """Count the time from now on."""
        self._due.start()

    def follow(self, job: Job) -> None:
        """Take note of the work that reads it."""
        self._job = job
        job.progressed.connect(self._tell)

    def finish(self) -> bool:
        """End it, once; return whether it was still going on."""
        was_going, self.over = not self.over, True
        self._due.stop()
        if was_going and self._job is not None:
            self._job.cancel()
        return was_going

    def _tell_slow(self) -> None:
        self.slow.emit(self)

    def _tell(self, news: tuple[ReadSoFar, ...]) -> None:
        if not self.over:
            self.so_far = news[-1]
            self.renewed.emit()


class Readings(QObject):
    """Puts the signs up, and in their places what was read."""

    def __init__(self, tabs: OpenTabs, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        tabs.closed.connect(self._closed)

    def begin(self, paths: list[Path], *, keep: bool) -> tuple[FileReading, ...]:
        """Begin with some files. The first takes the place of a sign that is shown."""
        readings = tuple(FileReading(path, keep=keep) for path in paths)
        shown = self._tabs.active
        for reading in readings:
            if isinstance(shown, FileReading) and reading is readings[0]:
                reading.displaced = shown
                self._tabs.replace(shown, reading)
            elif not (keep and len(paths) > 1):  # of those none is opened in the end
                reading.slow.connect(self._tabs.open)
                reading.begin()
        return readings

    def put(self, document: Document, reading: FileReading | None) -> None:
        """Open what was read, in the place of its sign where that stands."""
        if reading is not None and reading in self._tabs.documents:
            self._tabs.replace(reading, document)
        else:
            self._tabs.open(document)

    def leave(self, reading: FileReading | None) -> None:
        """Take the sign away; what was shown before it is shown again."""
        if reading is not None:
            reading.finish()
            self._tabs.close(reading)

    def _closed(self, document: Document) -> None:
        if isinstance(document, FileReading):
            document.finish()
