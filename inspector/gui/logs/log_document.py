"""A tab with servers' logs: starts the reading, follows it, holds the report."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.collection import Problem
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.logs.away import Away, LogAnswer
    from inspector.logs.matching import Clues
    from inspector.logs.report import LogReport


class LogDocument(Document):
    """Owner of one reading. renewed(): report, progress or problems differ.

    size: bytes of all files, 0 while unknown. done: bytes read so far. keeping: its refused lines
    in the history. period: seconds since 1970 that alone are counted, None for the whole log.
    """

    renewed = Signal()

    def __init__(self, paths: tuple[Path, ...], clues: "Clues | None" = None) -> None:
        super().__init__("log", _title(paths))
        self.paths = paths
        from inspector.gui.logs.keep_card import LogKeeping  # noqa: PLC0415 - with the first log

        self.keeping = LogKeeping(paths, self)
        self.report: LogReport | None = None
        self.problems: tuple[Problem, ...] = ()
        self.size = 0
        self.done = 0
        self.running = False
        self.stopped = False
        self.period: tuple[float, float] | None = None
        self._clues = clues
        self._away: Away | None = None

    def read(self, background: Background) -> None:
        """Read the logs, anew if they were read before."""
        from inspector.logs.away import Away  # noqa: PLC0415 - late: few windows read logs
        from inspector.logs.scan import Wanted  # noqa: PLC0415 - as above

        if self.running:
            return
        since, until = self.period or (None, None)
        wanted = Wanted(clues=self._clues, since=since, until=until)
        away = self._away = Away(tuple(map(str, self.paths)), wanted)
        self.running, self.stopped, self.done, self.problems = True, False, 0, ()
        reading = _Reading(away, self.paths)
        job = background.compute(reading.run)
        reading.follow(job)
        job.progressed.connect(self._progress)
        job.succeeded.connect(self._succeed)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stopped)
        self.renewed.emit()

    def read_period(self, background: Background, period: tuple[float, float] | None) -> None:
        """Count what lies in a period only, in the headline and in every table; None: all."""
        if not self.running:
            self.period = self.keeping.period = period
            self.read(background)

    def stop(self) -> None:
        """Stop the reading."""
        if self._away is not None and self.running:
            self._away.stop()

    def _progress(self, news: "tuple[tuple[int, int], ...]") -> None:
        self.done, self.size = news[-1]
        self.renewed.emit()

    def _succeed(self, answer: "LogAnswer") -> None:
        self.running = False
        self.report, self.problems = answer.report, answer.problems
        self.renewed.emit()

    def _fail(self, error: Exception) -> None:
        from inspector.logs.away import Stopped  # noqa: PLC0415 - loaded by now

        self.running = False
        if isinstance(error, Stopped):
            self._stopped()
            return
        self.problems = (
            Problem(
                what=tr("The logs could not be read: {reason}.", reason=type(error).__name__),
                where=self.title,
                todo=tr("Try again, or read them with `request-inspector logs`."),
            ),
        )
        self.renewed.emit()

    def _stopped(self) -> None:
        self.running, self.stopped = False, True
        self.renewed.emit()


class _Reading:
    """The work of the other thread; it may begin before it is known whom to tell."""

    def __init__(self, away: "Away", paths: tuple[Path, ...]) -> None:
        self._away = away
        self._paths = paths
        self._job: Job | None = None

    def follow(self, job: Job) -> None:
        """Tell this job of the progress."""
        self._job = job

    def run(self) -> "LogAnswer":
        """Read the logs; raises Stopped."""
        size = sum(path.stat().st_size for path in self._paths if path.is_file())

        def tell(done: int) -> None:
            if self._job is not None:
                self._job.report((done, size))

        return self._away.run(tell)


def _title(paths: tuple[Path, ...]) -> str:
    rest = len(paths) - 1
    if not rest:
        return paths[0].name
    return tr_n("{name} and {count} more", "{name} and {count} more", rest, name=paths[0].name)


# ---------------- Opens logs in tabs, alone or to find the lines of an attempt
class LogOpening(QObject):
    """The command find-in-log; `open` shows logs that were opened or dropped."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._dialog: QFileDialog | None = None
        tools.actions.provide("find-in-log", self._find, when=self._has_answer)
        tools.tabs.closed.connect(self._stop)

    def open(
        self, paths: tuple[Path, ...], clues: "Clues | None" = None, *, keep: bool = False
    ) -> None:
        """Read these logs as one in a tab of their own; keep: ask what goes into the history."""
        document = LogDocument(paths, clues)
        if keep:
            document.keeping.ask(())
        self._tools.tabs.open(document)
        document.read(self._tools.background)

    def _has_answer(self) -> bool:
        shown = self._tools.tabs.active_request
        return shown is not None and shown.attempts.current is not None

    def _find(self, paths: object) -> None:
        """Ask for the logs unless they are given, then look for the attempt that is shown."""
        from inspector.logs.matching import clues_of  # noqa: PLC0415 - late: few windows read logs

        shown = self._tools.tabs.active_request
        answer = shown.attempts.current if shown else None
        clues = clues_of(answer.attempt) if answer else None
        if clues is None:
            self._tools.notices.warn(tr("Nothing was exchanged that a log could tell of."))
        elif isinstance(paths, tuple):
            self.open(paths, clues)
        else:
            self._ask(clues)

    def _ask(self, clues: "Clues") -> None:
        dialog = QFileDialog(QApplication.activeWindow(), tr("Logs of the server that answered"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self.open(tuple(Path(name) for name in names), clues)
        )
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it

    def _stop(self, document: Document) -> None:
        if isinstance(document, LogDocument):
            document.stop()
            document.keeping.stop()
