"""Sends the active tab's request, stops it, undoes and redoes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.attempt import AttemptOrigin
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.attempt import Attempt
    from inspector.workbench.answer import Answer
    from inspector.workbench.applying.companions import Companions


# ---------------- What is known beside a tab's request
def known_beside(
    document: RequestDocument, tools: Tools, attempt: "Attempt | None" = None
) -> "Companions":
    """Return the token request and the login request that go with a tab.

    attempt: the one to look into, else the one that is shown.
    """
    from inspector.workbench.applying.companions import companions  # noqa: PLC0415 - after the first answer

    tabs = (each for each in tools.tabs.documents if isinstance(each, RequestDocument))
    open_now = [each.inherit(each.current.value) for each in tabs if each is not document]
    saved = [document.inherit(each) for each in tools.environments.requests]
    own = [document.renewal] if document.renewal is not None else []
    shown = document.attempts.current
    if attempt is None and shown is not None:
        attempt = shown.attempt
    request = document.inherit(document.current.value)
    known = companions(request, [*own, *open_now, *saved], attempt)
    return structs.replace(
        known,
        token_request=document.renewal or known.token_request,
        saved=companions(request, saved).saved,  # what only stands in a tab was not saved
    )


# ---------------- Remembers which fix the next answer of a tab follows
class _Expected(NamedTuple):
    fix: Fix
    before: "Answer"
    typed: bool


class FollowUps(QObject):
    """For each tab the fix under way, and the request as it was before the last fix."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._expected: dict[RequestDocument, _Expected] = {}
        self._before: dict[RequestDocument, Request] = {}
        tools.tabs.closed.connect(self._forget)

    def expect(
        self, document: RequestDocument, fix: Fix, before: Request, *, typed: bool = False
    ) -> None:
        """The next answer of a tab follows this fix.

        before: the request without it. typed: the user fills something in first, so an answer to
        an unchanged request does not count.
        """
        self._before[document] = before
        answer = document.attempts.current
        if answer is not None:
            self._expected[document] = _Expected(fix, answer, typed)

    def judged(self, document: RequestDocument, answer: "Answer") -> "Answer":
        """Return an answer with what came of the fix before it, its own fixes in order."""
        from inspector.workbench.applying.after_fix import with_aftermath  # noqa: PLC0415 - needs an answer
        from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand  # noqa: PLC0415 - as above

        if answer.verdict.findings:
            known = known_beside(document, self._tools, answer.attempt)
            answer = with_fixes_at_hand(answer, known)
        expected = self._expected.pop(document, None)
        if expected is None:
            return answer
        same = expected.before.attempt.request == answer.attempt.request
        if expected.typed and same and not _sets_variable(expected.fix):
            return answer
        return with_aftermath(expected.fix, expected.before, answer)

    def can_undo(self, document: RequestDocument) -> bool:
        """Whether a tab's last fix can be taken back."""
        before = self._before.get(document)
        return before is not None and before != document.current.value and document.current.can_undo

    def undo(self, document: RequestDocument) -> None:
        """Take back the last fix and what was typed for it, step by step."""
        before = self._before.pop(document, None)
        while before is not None and document.current.value != before:
            if not document.current.can_undo:
                return
            document.current.undo()

    def _forget(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            self._expected.pop(document, None)
            self._before.pop(document, None)


def _of_request(answer: "Answer", request: Request) -> "Answer":
    """Return an answer as one to this request."""
    if answer.attempt.request is None or answer.attempt.request.options == request.options:
        return answer
    own = replace(answer.attempt.request, options=request.options)
    return replace(answer, attempt=replace(answer.attempt, request=own))


def _sets_variable(fix: Fix) -> bool:
    return any(change.field.area == "environment" for change in fix.changes)


def shown_request(tools: Tools, ready: Callable[[RequestDocument], bool]) -> bool:
    """Whether a request is shown and fulfils the condition."""
    document = tools.tabs.active_request
    return document is not None and ready(document)


class Sending(QObject):
    """The commands send, stop, undo, redo. answered(Answer): of any tab.

    follow_ups: what came of the fixes.
    """

    answered = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._jobs: dict[RequestDocument, Job] = {}
        self.follow_ups = FollowUps(tools)
        provide = tools.actions.provide
        provide("send", self._for_active(self.send), when=self._when(_can_send))
        provide("stop", self._for_active(self.stop), when=self._when(_runs))
        provide(
            "undo",
            self._for_active(lambda tab: tab.current.undo()),
            when=self._when(lambda tab: tab.current.can_undo),
        )
        provide(
            "redo",
            self._for_active(lambda tab: tab.current.redo()),
            when=self._when(lambda tab: tab.current.can_redo),
        )
        tools.tabs.closed.connect(self._closed)
        tools.tabs.changed.connect(self._edited)

    def send(
        self, document: RequestDocument, origin: AttemptOrigin = "user", *, unchecked: bool = False
    ) -> None:
        """Send a tab's request, with what it inherits and the environment in use.

        unchecked: this once without checking certificates; what is kept of it says the request as
        it is, so that nothing sends it like that again.
        """
        request = typed = document.inherit(document.current.value)
        if unchecked:
            options = replace(request.options, verify_tls=False)
            request = replace(request, options=options)
        scope = replace(self._tools.environments.scope(), login=document.logins())
        document.set_preview(False)
        job = self._tools.background.start(
            lambda report: self._tools.workbench.send(request, scope, report, origin=origin)
        )
        self.follow(document, job)
        job.succeeded.connect(lambda answer: self.take(document, _of_request(answer, typed)))

    def follow(self, document: RequestDocument, job: Job) -> None:
        """Show a piece of sending as running in a tab; Stop ends it."""
        self._jobs[document] = job
        document.attempts.start(document.inherit(document.current.value))
        job.progressed.connect(document.attempts.progress)
        job.failed.connect(lambda error: self._failed(document, error))
        job.cancelled.connect(lambda: document.attempts.end(tr("Stopped.")))
        job.ended.connect(lambda: self._over(document, job))
        self._tools.actions.refresh()

    def stop(self, document: RequestDocument) -> None:
        """Stop what a tab has under way; what was recorded so far stays."""
        if document.attempts.stop_stream():
            return
        job = self._jobs.get(document)
        if job is not None:
            job.cancel()

    def take(self, document: RequestDocument, answer: "Answer") -> None:
        """Show an answer that came in, and what came of the fix before it."""
        answer = self.follow_ups.judged(document, answer)
        document.attempts.add(answer)
        self.answered.emit(answer)
        self._compare_with_nobody(document, answer)

    def _compare_with_nobody(self, document: RequestDocument, answer: "Answer") -> None:
        """Ask once more as nobody where a fix led elsewhere, and judge the answer by both."""
        if answer.aftermath is None:
            return
        from inspector.workbench.applying.after_fix import with_nobody  # noqa: PLC0415 - needs a fix
        from inspector.workbench.applying.nobody import question  # noqa: PLC0415 - as above

        asked = question(answer.aftermath.fix, answer)
        if asked is None:
            return
        background, scope = self._tools.background, self._tools.environments.scope()

        def judge(nobody: "Answer") -> None:
            judging = background.compute(with_nobody, answer, nobody.attempt)
            judging.succeeded.connect(document.attempts.replace)

        job = background.start(
            lambda _report: self._tools.workbench.send(asked, scope, origin="fix")
        )
        job.succeeded.connect(judge)

    def _failed(self, document: RequestDocument, error: Exception) -> None:
        document.attempts.end(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _over(self, document: RequestDocument, job: Job) -> None:
        if self._jobs.get(document) is job:
            del self._jobs[document]
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        if isinstance(document, RequestDocument):
            self.stop(document)

    def _edited(self, document: object) -> None:
        if document is self._tools.tabs.active:
            self._tools.actions.refresh()

    def _for_active(self, do: Callable[[RequestDocument], object]) -> Callable[[object], object]:
        def handler(_argument: object) -> object:
            document = self._tools.tabs.active_request
            return do(document) if document is not None else None

        return handler

    def _when(self, ready: Callable[[RequestDocument], bool]) -> Callable[[], bool]:
        return lambda: shown_request(self._tools, ready)


def _can_send(document: RequestDocument) -> bool:
    return document.kind == "request" and not document.attempts.running


def _runs(document: RequestDocument) -> bool:
    return document.attempts.running
