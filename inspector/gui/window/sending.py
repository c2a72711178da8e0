"""Sends the active tab's request, stops it, applies fixes, undoes and redoes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from inspector.compose.scope import Scope
from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.environments import Environments
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.window.consent import ask_consent
from inspector.gui.window.renewal import renewed
from inspector.model.attempt import AttemptOrigin
from inspector.model.fix import Fix
from inspector.model.secret import SecretRef
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


def scope_of(environments: Environments) -> Scope:
    """Return what the variables stand for in the environment in use."""
    values = environments.values()
    return Scope(
        variables={name: value for name, value in values.items() if isinstance(value, str)},
        secret_variables={
            name: value for name, value in values.items() if isinstance(value, SecretRef)
        },
        environment=environments.active_name,
    )


class Sending(QObject):
    """The commands send, stop, apply-fix, undo, redo. answered(Answer)."""

    answered = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._jobs: dict[RequestDocument, Job] = {}
        provide = tools.actions.provide
        provide("send", lambda _: self.send(), when=self._can_send)
        provide("stop", lambda _: self.stop(), when=self._runs)
        provide("apply-fix", self.apply_fix, when=self._can_fix)
        provide("undo", lambda _: self._active().current.undo(), when=self._can_undo)
        provide("redo", lambda _: self._active().current.redo(), when=self._can_redo)
        tools.tabs.closed.connect(self._closed)

    def send(self, origin: AttemptOrigin = "user") -> None:
        """Send the active tab's request."""
        document = self._active()
        request = document.inherit(document.current.value)
        scope = scope_of(self._tools.environments)
        document.set_preview(False)
        document.attempts.start()
        job = self._tools.background.start(
            lambda report: self._tools.workbench.send(request, scope, report, origin=origin)
        )
        self._jobs[document] = job
        job.progressed.connect(document.attempts.progress)
        job.succeeded.connect(lambda answer: self._take(document, answer))
        job.failed.connect(lambda error: self._tell_failure(document, error))
        job.cancelled.connect(lambda: document.attempts.end(tr("Stopped.")))
        job.ended.connect(lambda: self._over(document))
        self._tools.actions.refresh()

    def stop(self) -> None:
        """Stop the active tab's request; what was recorded so far stays."""
        job = self._jobs.get(self._active())
        if job is not None:
            job.cancel()

    def apply_fix(self, fix: object = None) -> None:
        """Apply a fix, the first one if none is given, and send again."""
        chosen = fix if isinstance(fix, Fix) else self._first_fix()
        if chosen is None:
            return
        if chosen.risk == "new-host":
            ask_consent(self._tools, chosen, lambda: self._fix(chosen))
        else:
            self._fix(chosen)

    def _fix(self, fix: Fix) -> None:
        document = self._active()
        if fix.message and not fix.changes:
            copy_text(fix.message)
            self._tools.notices.say(tr("The message is on the clipboard."))
        elif any(change.ask for change in fix.changes):
            self._ask(document, fix)
        elif fix.action.startswith("fetch-token") and document.renewal is not None:
            self._renew(document, fix)
        elif fix.action.startswith("resend") or not (fix.changes or fix.action):
            self.send("retry")
        else:
            self._change(document, fix)

    def _ask(self, document: RequestDocument, fix: Fix) -> None:
        """Make the changes that are known, then let the user type the rest."""
        field = next(change.field for change in fix.changes if change.ask)
        self._start_fix(document, fix, lambda: document.current.focus(field))

    def _change(self, document: RequestDocument, fix: Fix) -> None:
        self._start_fix(document, fix, lambda: self.send("fix"))

    def _start_fix(self, document: RequestDocument, fix: Fix, then: Callable[[], None]) -> None:
        request, scope = document.current.value, scope_of(self._tools.environments)
        job = self._tools.background.start(
            lambda _report: self._tools.workbench.fix(request, fix, scope)
        )
        job.succeeded.connect(lambda fixed: self._use(document, fix, fixed, then))
        job.failed.connect(lambda error: self._tell_failure(document, error))

    def _use(
        self, document: RequestDocument, fix: Fix, fixed: Any, then: Callable[[], None]
    ) -> None:
        document.current.replace(fixed.request, fix.title)
        if fixed.note:
            self._tools.notices.say(fixed.note)
        if document is self._tools.tabs.active:
            then()

    def _renew(self, document: RequestDocument, fix: Fix) -> None:
        """Run the plain request that fetches a token, put its token in, send again."""
        renewal, scope = document.renewal, scope_of(self._tools.environments)
        if renewal is None:
            return
        document.attempts.start()
        job = self._tools.background.start(
            lambda report: self._tools.workbench.send(renewal, scope, report, origin="fix")
        )
        job.progressed.connect(document.attempts.progress)
        job.succeeded.connect(lambda answer: self._put_token(document, fix, answer))
        job.failed.connect(lambda error: self._tell_failure(document, error))

    def _put_token(self, document: RequestDocument, fix: Fix, answer: "Answer") -> None:
        request = renewed(document.current.value, answer.attempt, self._tools.vault.put)
        if request is None:
            document.attempts.add(answer)
            self._tools.notices.warn(tr("The reply to the token request holds no access token."))
            return
        document.attempts.end()
        document.current.replace(request, fix.title)
        if document is self._tools.tabs.active:
            self.send("fix")

    def _take(self, document: RequestDocument, answer: "Answer") -> None:
        document.attempts.add(answer)
        self.answered.emit(answer)

    def _tell_failure(self, document: RequestDocument, error: Exception) -> None:
        document.attempts.end(tr("The program made a mistake; Help > Log has the details."))
        raise error

    def _over(self, document: RequestDocument) -> None:
        self._jobs.pop(document, None)
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        if isinstance(document, RequestDocument) and document in self._jobs:
            self._jobs[document].cancel()

    def _active(self) -> RequestDocument:
        document = self._tools.tabs.active_request
        if document is None:
            raise LookupError("no request is shown")
        return document

    def _first_fix(self) -> Fix | None:
        answer = self._active().attempts.current
        fixes = (
            (fix for finding in answer.verdict.findings for fix in finding.fixes) if answer else ()
        )
        return next(iter(fixes), None)

    def _shown(self, ready: Callable[[RequestDocument], bool]) -> bool:
        document = self._tools.tabs.active_request
        return document is not None and ready(document)

    def _can_send(self) -> bool:
        return self._shown(lambda tab: tab.kind == "request" and not tab.attempts.running)

    def _runs(self) -> bool:
        return self._shown(lambda tab: tab.attempts.running)

    def _can_fix(self) -> bool:
        return self._shown(lambda tab: tab.kind == "request") and self._first_fix() is not None

    def _can_undo(self) -> bool:
        return self._shown(lambda tab: tab.current.can_undo)

    def _can_redo(self) -> bool:
        return self._shown(lambda tab: tab.current.can_redo)
