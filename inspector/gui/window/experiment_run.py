"""One run of experiments: what comes of it goes to the owner of the tab, page or no page."""

from typing import TYPE_CHECKING

from inspector.gui.bridge.job import Job
from inspector.gui.experiments.summary_words import ended_said
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.experiment import Outcome
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class ExperimentRun:
    """No QObject: a page may go meanwhile, and with it all that is connected to its own objects."""

    def __init__(self, document: RequestDocument, tools: Tools, attempt: str) -> None:
        self._document = document
        self._kept = document.attempts.experiments
        self._tools = tools
        self._attempt = attempt

    def follow(self, job: Job) -> None:
        """Take what a job brings."""
        job.progressed.connect(self._take)
        job.succeeded.connect(self._finish)
        # The job holds this lambda, and with it the run; methods alone it would let go.
        job.cancelled.connect(lambda: self._kept.end(self._attempt, tr("You stopped it.")))
        job.failed.connect(self._failed)
        job.ended.connect(self._over)

    def _take(self, news: tuple[Outcome, ...]) -> None:
        for outcome in news:
            self._kept.add(self._attempt, outcome)
            if outcome.attempt is not None and self._tools.settings.flag("history.keep"):
                self._tools.history.keep_tried(outcome.attempt)

    def _finish(self, answer: "Answer") -> None:
        self._kept.take(answer)
        self._document.attempts.replace(answer)
        tried = self._kept.of(answer)
        if tried.done:
            self._tools.notices.say(ended_said(tried, answer.verdict))

    def _failed(self, error: Exception) -> None:
        self._kept.end(self._attempt, tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _over(self) -> None:
        self._kept.job = None
        self._tools.actions.refresh()
