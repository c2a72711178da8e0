"""Keeps the refused lines of a log tab in the history: asked for, under way, stopped, done."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.log_pace import LogPace
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.attempts.log_attempts import LogKept


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
        self._pace: LogPace | None = None

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
        self._pace = LogPace(order, _size(self._paths))
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


def _size(paths: tuple[Path, ...]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _tell(tools: Tools, kept: "LogKept") -> None:
    from inspector.workbench.attempts.log_attempts import kept_words  # noqa: PLC0415 - loaded by now

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
