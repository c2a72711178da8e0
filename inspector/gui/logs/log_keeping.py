"""Keeps the refused lines of a log tab in the history: asked for, under way, stopped, done."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.logs.parts import Take
    from inspector.workbench.log_attempts import LogKept


class LogKeeping(QObject):
    """Owner of one such wish. renewed(): what is asked, progress or state differ.

    asked: whether the user is choosing. host: where the lines name none. words: what each
    refused line must have. share: 0…1 of the work that is done.
    """

    renewed = Signal()

    def __init__(self, paths: tuple[Path, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self.asked = False
        self.running = False
        self.host = ""
        self.words: tuple[str, ...] = ()
        self.share = 0.0
        self._pace: Pace | None = None

    def ask(self, words: tuple[str, ...]) -> None:
        """Let the user choose what is kept."""
        if not self.running:
            self.asked, self.words = True, words
            self.renewed.emit()

    def dismiss(self) -> None:
        """The user wants nothing kept."""
        self.asked = False
        self.renewed.emit()

    def start(self, tools: Tools) -> Job | None:
        """Keep the lines."""
        from inspector.logs.parts import Take  # noqa: PLC0415 - few windows read logs

        if self.running:
            return None
        names = tuple(map(str, self._paths))
        order = Take(names=names, words=self.words)
        self.running, self.share = True, 0.0
        self._pace = Pace(order, _size(self._paths))
        job = tools.history.keep_log(self._pace, self.host)
        self._pace.follow(job)
        job.progressed.connect(self._progress)
        job.succeeded.connect(lambda kept: _tell(tools, kept))
        job.failed.connect(lambda error: _fail(tools, error))
        job.ended.connect(self._end)
        self.renewed.emit()
        return job

    def stop(self) -> None:
        """Keep no more; what is kept stays."""
        if self._pace is not None:
            self._pace.stop()

    def _progress(self, news: tuple[float, ...]) -> None:
        self.share = news[-1]
        self.renewed.emit()

    def _end(self) -> None:
        self.running = self.asked = False
        self._pace = None
        self.renewed.emit()


class Pace:
    """What the other thread asks and tells: reading is the first half of the work."""

    def __init__(self, order: "Take", size: int) -> None:
        from inspector.logs.away import AwayTaking  # noqa: PLC0415 - few windows read logs

        self.reading: AwayTaking = AwayTaking(order)
        self._size = size
        self._job: Job | None = None
        self._stopped = False
        self.lines = 0

    def follow(self, job: Job) -> None:
        """Tell this job of the progress."""
        self._job = job

    def stop(self) -> None:
        """End the reading, or the writing after the portion that is under way."""
        self._stopped = True
        self.reading.stop()

    def read(self, done: int) -> None:
        """So many bytes were read."""
        self._tell(done / self._size / 2 if self._size else 0)

    def kept(self, done: int) -> bool:
        """So many lines were written; return whether to go on."""
        self._tell(0.5 + done / max(self.lines, 1) / 2)
        return not self._stopped

    def _tell(self, share: float) -> None:
        if self._job is not None:
            self._job.report(min(share, 1.0))


def _size(paths: tuple[Path, ...]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _tell(tools: Tools, kept: "LogKept") -> None:
    from inspector.workbench.log_attempts import kept_words  # noqa: PLC0415 - loaded by now

    def show() -> None:
        tools.actions.run("show-history", "is:imported")

    tools.notices.say(kept_words(kept), tr("Show"), show)


def _fail(tools: Tools, error: Exception) -> None:
    from inspector.logs.away import Stopped  # noqa: PLC0415 - loaded by now
    from inspector.record.database import HistoryError  # noqa: PLC0415 - as above

    if isinstance(error, Stopped):
        tools.notices.say(tr("Nothing was kept: you stopped it."))
    elif not isinstance(error, HistoryError):  # what is wrong with the file was said already
        raise error
