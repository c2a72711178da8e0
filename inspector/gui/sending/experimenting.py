"""Plans and runs the experiments on a tab's answer; what comes of them goes to their owner."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.gui.bridge.job import Job
from inspector.gui.sending.sending import known_beside
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.experiments import Experiments
from inspector.gui.state.tools import Tools
from inspector.model.experiment import Aids, KnownPlace, Outcome, Plan, SavedCredential
from inspector.model.finding import Certainty
from inspector.model.question import Consent
from inspector.model.request import Request
from inspector.presentation.experiments.experiment_summary import ended_said
from inspector.presentation.experiments.tried import Tried
from inspector.protocol.redaction import masked_text, masked_url
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- The other credentials that are known for the host of a tab's request
def saved_credentials(document: RequestDocument, tools: Tools) -> tuple[SavedCredential, ...]:
    """Return what other open and saved requests send to the same host, each credential once."""
    scope = tools.environments.scope()

    def host(request: Request) -> str:
        url = fill(request.url, scope).text
        url = url if "://" in url else f"http://{url}"
        return origin_of(url) if host_of(url) else ""

    own = document.inherit(document.current.value)
    here, found = host(own), list[SavedCredential]()
    known = [own.credential]
    for request in _requests(document, tools):
        credential = request.credential
        if (
            not (credential.is_given and credential.is_supported)
            or credential in known
            or host(request) != here
        ):
            continue
        known.append(credential)
        name = masked_text(request.name) or masked_url(request.url.partition("?")[0])
        found.append(SavedCredential(name=name, credential=credential, host=here))
    return tuple(found) if here else ()


def known_places(document: RequestDocument, tools: Tools) -> tuple[KnownPlace, ...]:
    """Return where the tab's credential can be tried: what gave it something, and saved reads."""
    from inspector.workbench.probing.token_sources import accepted_places, read_places  # noqa: PLC0415 - after the first answer

    own = document.inherit(document.current.value)
    answers = (answer.attempt for tab in _tabs(tools) for answer in tab.attempts.answers)
    saved = (document.inherit(each) for each in tools.environments.requests)
    scope = tools.environments.scope()
    return (*accepted_places(own, answers), *read_places(own, saved, scope))


def _tabs(tools: Tools) -> Iterator[RequestDocument]:
    yield from (each for each in tools.tabs.documents if isinstance(each, RequestDocument))


def _requests(document: RequestDocument, tools: Tools) -> Iterator[Request]:
    for each in tools.tabs.documents:
        if isinstance(each, RequestDocument) and each is not document:
            yield each.inherit(each.current.value)
    yield from (document.inherit(each) for each in tools.environments.requests)


# ---------------- One run of experiments
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

    def _take(self, news: tuple[Outcome | Plan, ...]) -> None:
        for outcome in news:
            if isinstance(outcome, Plan):
                self._kept.starts(self._attempt, outcome.id)
                continue
            self._kept.add(self._attempt, outcome)
            keeps = outcome.sent != 0 and self._tools.settings.flag("history.keep")
            if outcome.attempt is not None and keeps:
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


class Experimenting(QObject):
    """came(Outcome): one has ended. ended(): the run is over, the answer is renewed.

    subject: the answer to try, whatever the tab shows; None = the one that is shown.
    """

    came = Signal(object)
    ended = Signal()

    def __init__(
        self,
        document: RequestDocument,
        tools: Tools,
        page: QWidget,
        subject: "Answer | None" = None,
    ) -> None:
        super().__init__(page)
        self._document = document
        self._subject = subject
        self._tools = tools
        attempts = document.attempts
        if subject is None:
            attempts.selected.connect(self._plan)
        attempts.started.connect(self.stop)
        tools.environments.changed.connect(self._plan_again)
        tools.tabs.closed.connect(self._closed)
        tools.actions.provide("stop", lambda _: self.stop(), page, self._runs)
        self._plan(self.answer)

    @property
    def answer(self) -> "Answer | None":
        """The answer that is tried, as it is known now."""
        attempts, subject = self._document.attempts, self._subject
        if subject is None:
            return attempts.current
        known = (one for one in attempts.answers if one.attempt.id == subject.attempt.id)
        return next(known, subject)

    def _runs(self) -> bool:
        return self._kept.job is not None

    @property
    def _kept(self) -> Experiments:
        return self._document.attempts.experiments

    @property
    def tried(self) -> Tried:
        """What was and can be tried for the answer."""
        return self._kept.of(self.answer)

    @property
    def ready(self) -> bool:
        """Whether a run may begin."""
        return self._kept.job is None and not self._document.attempts.running

    def run(self, ids: tuple[str, ...], consent: frozenset[Consent]) -> None:
        """Run these for the answer, one after another; consent: what was agreed.

        All that are safe run as far as they are needed, the most telling first; where a cause is
        certain already none is, so what was asked for runs whole.
        """
        answer = self.answer
        if answer is None or not ids or not self.ready:
            return
        workbench, scope = self._tools.workbench, self._scope()
        all_safe = len(ids) > 1 and set(ids) == {plan.id for plan in self.tried.safe}
        first = answer.verdict.findings[:1]
        certain = bool(first) and first[0].certainty is Certainty.CERTAIN
        chosen = () if all_safe and not consent and not certain else ids
        self._kept.begin(answer.attempt.id, ids)
        job = self._tools.background.start(
            lambda report: workbench.experiment(answer, chosen, scope, consent, report)
        )
        self._kept.job = job
        run = ExperimentRun(self._document, self._tools, answer.attempt.id)
        run.follow(job)
        job.progressed.connect(self._tell)
        job.ended.connect(self.ended)
        self._tools.actions.refresh()

    def stop(self) -> None:
        """End the run that is under way; its results so far stay."""
        if self._kept.job is not None:
            self._kept.job.cancel()

    def _tell(self, news: tuple[Outcome | Plan, ...]) -> None:
        for outcome in news:
            if isinstance(outcome, Outcome):
                self.came.emit(outcome)

    # --------------------------------------------------------------- plans
    def _plan(self, answer: "Answer | None") -> None:
        """Ask what can be tried for an answer, away from the window's thread."""
        if answer is None or answer.verdict.entry is None or answer.attempt.request is None:
            return
        workbench, attempt = self._tools.workbench, answer.attempt.id
        job = self._tools.background.compute(workbench.experiments, answer, self._scope())
        job.succeeded.connect(lambda plans: self._offer(attempt, plans))
        job.failed.connect(_mistaken)

    def _plan_again(self) -> None:
        self._plan(self.answer)

    def _offer(self, attempt: str, plans: tuple[Plan, ...]) -> None:
        self._kept.offer(attempt, plans)
        self._tools.actions.refresh()

    def _scope(self) -> Scope:
        from inspector.workbench.probing.token_sources import certificates  # noqa: PLC0415 - after the first answer

        document, tools = self._document, self._tools
        beside, scope = known_beside(document, tools), tools.environments.scope()
        own, others = document.inherit(document.current.value), tuple(_requests(document, tools))
        aids = Aids(
            renewal=beside.token_request,
            login=beside.login_request,
            certificates=tuple(certificates(own, others, scope)),
            others=saved_credentials(self._document, self._tools),
            places=known_places(self._document, self._tools),
        )
        return msgspec.structs.replace(scope, aids=aids)

    def _closed(self, document: object) -> None:
        if document is self._document and self._subject is None:
            self.stop()


def _mistaken(error: Exception) -> None:
    raise error
