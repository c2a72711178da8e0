"""A tab with a run: what is sent of a collection, what became of it, and its watch."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.model.fix import Fix
from inspector.presentation.runs.run_words import left_words
from inspector.wording import tr
from inspector.workbench.runs.mending import Mended, mended
from inspector.workbench.runs.planning import Source
from inspector.workbench.runs.running import Ran, Run, Running
from inspector.workbench.runs.watching import Flip, Watch, pause

WATCH_EVERY = 30
"""Seconds between two rounds of a watch, unless a server asks for more."""
FLIPS_KEPT = 50


class RunWork(QObject):
    """Sends a run away from the window's thread. renewed(): results or state differ; began(): anew.

    results, before: what became of the requests by their numbers, now and in the run before.
    flips: of the watch, the newest first. stopped: whether a person ended it too early.
    """

    renewed = Signal()
    began = Signal()

    def __init__(self, document: Document, tools: Tools) -> None:
        super().__init__(document)
        self._document, self._tools = document, tools
        self._job: Job | None = None
        self._running: Running | None = None
        self._round: tuple[Run, ...] = ()
        self._watch: Watch | None = None
        self.results: dict[int, Ran] = {}
        self.before: dict[int, Ran] = {}
        self.flips: list[Flip] = []
        self.started: datetime | None = None
        self.parallel = 1
        self.stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_round)
        tools.tabs.closed.connect(self._closed)

    @property
    def busy(self) -> bool:
        """Whether something is being sent, or a fix carried out."""
        return self._job is not None

    @property
    def watching(self) -> bool:
        """Whether another round follows."""
        return self._watch is not None

    def begin(self, runs: tuple[Run, ...], parallel: int) -> None:
        """Send these; what the run before left is kept beside it."""
        self.end_watch()
        self.before, self.results = self.results, {}
        self.started = datetime.now()  # noqa: DTZ005 - the clock on the wall
        self.parallel = parallel
        workbench = self._tools.workbench
        self._running = Running(workbench, self._tools.vault)
        self._send(runs, self._running)
        self.began.emit()

    def watch(self, numbers: Iterable[int]) -> None:
        """Send these again and again, and note the moment a verdict flips."""
        watched = [self.results[number] for number in numbers]
        self._round = tuple(ran.run for ran in watched)
        self._watch = Watch(watched)
        self._wait()
        self._tell()

    def end_watch(self) -> None:
        """Begin no further round."""
        self._timer.stop()
        self._watch = None

    def bring_back(self, results: Iterable[Ran], parallel: int) -> None:
        """Show what a run before this one of the program had; nothing is sent again."""
        self.parallel = parallel
        self.results = {ran.run.number: ran for ran in results}
        self._running = Running(self._tools.workbench, self._tools.vault)
        self._round = tuple(ran.run for ran in self.results.values())
        self._tell()

    def stop(self) -> None:
        """Send nothing more; what came stays."""
        self.end_watch()
        if self._running is not None and self._job is not None:
            self.stopped = any(run.number not in self.results for run in self._round)
            self._running.stop()
            self._job.cancel()
        self._tell()

    def mend(self, group: tuple[Ran, ...], fix: Fix) -> None:
        """Carry a fix out for these, then send them again."""
        running = self._running
        if running is None or self.busy:
            return
        workbench = self._tools.workbench
        others = [ran.run.request for ran in self.results.values()]
        job = self._tools.background.start(
            lambda _report: mended(workbench, running, group, fix, others)
        )
        job.succeeded.connect(lambda found: self._mended(found, running))
        self._follow(job)

    # ------------------------------------------------------------ inside
    def _send(self, runs: tuple[Run, ...], running: Running) -> None:
        self._round, self.stopped = runs, False
        parallel = self.parallel
        job = self._tools.background.start(
            lambda report: running.all(runs, report, parallel=parallel)
        )
        job.progressed.connect(self._take)
        self._follow(job)

    def _follow(self, job: Job) -> None:
        self._job = job
        job.failed.connect(self._failed)
        job.ended.connect(lambda: self._over(job))
        self._tell()

    def _take(self, news: tuple[Ran, ...]) -> None:
        for ran in news:
            flip = None
            if self._watch is not None:
                flip = self._watch.look(ran, datetime.now())  # noqa: DTZ005 - the wall's clock
            if flip is not None:
                self.flips = [flip, *self.flips][:FLIPS_KEPT]
            self.results[ran.run.number] = ran
            self._keep(ran, watched=flip is None and self._watch is not None)
        self._tell()

    def _keep(self, ran: Ran, *, watched: bool) -> None:
        """Keep what was sent in the history; of a watch only what flipped."""
        sent = bool(ran.answer.attempt.exchanges)
        if sent and not watched and self._tools.settings.flag("history.keep"):
            self._tools.history.keep(ran.answer)

    def _mended(self, found: Mended, running: Running) -> None:
        for note in found.notes:
            self._tools.notices.say(note)
        if self._tools.settings.flag("history.keep"):
            for attempt in found.sent:
                self._tools.history.keep_tried(attempt)
        if found.left:
            self._tools.notices.warn(left_words(len(found.left)))
        if found.runs:
            self.before = dict(self.results)
            self._send(found.runs, running)

    def _failed(self, error: Exception) -> None:
        self._tools.notices.warn(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _over(self, job: Job) -> None:
        if self._job is not job:
            return  # a fix is followed by the sending
        self._job = None
        if self._watch is not None:
            self._wait()
        self._tell()

    def _wait(self) -> None:
        last = self._watch.last if self._watch is not None else ()
        self._timer.start(pause(last, WATCH_EVERY) * 1000)

    def _go_round(self) -> None:
        if self._watch is not None and not self.busy:
            self._running = Running(self._tools.workbench, self._tools.vault)
            self._send(self._round, self._running)

    def _tell(self) -> None:
        self.renewed.emit()
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        """Send nothing more once the tab is gone: nobody could stop it then."""
        if document is self._document:
            self.stop()


class RunDocument(Document):
    """Owner of what is to be run. planned(): the requests are known, or others are.

    runs: all requests of the source. left_out: numbers of those that are not ticked. chosen: the
    one that is explained, None before anybody chose. planning: what works the requests out, while
    it does; nothing is sent then. view: which of the tabs over the list.
    folded: keys of closed groups.
    """

    planned = Signal()

    def __init__(self, source: Source, tools: Tools) -> None:
        super().__init__("run", tr("Run of {name}", name=source.name))
        self._tools = tools
        self.source = source
        names = [each.name for each in source.collection.environments]
        active = tools.environments.active_name
        self.environments = tuple(names)
        self.environment = active if active in names else ""
        self.parallel = 1
        self.runs: tuple[Run, ...] = ()
        self.planning: Job | None = None
        self.left_out: frozenset[int] = frozenset()
        self.chosen: int | None = None
        self.view = 1
        self.folded: set[str] = {"to-go"}
        self.work = RunWork(self, tools)
        self.plan()

    @property
    def ticked(self) -> tuple[Run, ...]:
        """What is sent."""
        return tuple(run for run in self.runs if run.number not in self.left_out)

    @property
    def production(self) -> bool:
        """Whether the environment is marked as production."""
        return any(run.scope.production for run in self.runs[:1])

    def plan(self) -> None:
        """Work the requests out anew, away from the window's thread."""
        self.planning = job = self._tools.background.compute(self.source.runs, self.environment)
        job.succeeded.connect(lambda runs: self._take(job, runs))

    def choose_environment(self, name: str) -> None:
        """Run it in another environment from now on."""
        if name != self.environment:
            self.environment = name
            self.plan()
            self.planned.emit()

    def tick(self, numbers: frozenset[int], *, on: bool) -> None:
        """Take requests in, or leave them out."""
        changed = self.left_out - numbers if on else self.left_out | numbers
        if changed != self.left_out:
            self.left_out = changed
            self.planned.emit()

    def _take(self, job: Job, runs: tuple[Run, ...]) -> None:
        if self.planning is not job:
            return  # another environment was chosen meanwhile
        self.planning, self.runs = None, runs
        self.planned.emit()
