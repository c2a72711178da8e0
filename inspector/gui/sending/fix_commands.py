"""Carries fixes out: changes the request as one step of undo, then sends it again."""

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from inspector.gui.sending.form_filling import FormFilling
from inspector.gui.sending.sending import Sending, known_beside, shown_request
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.question import Question
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer
    from inspector.workbench.applying.fix_context import Fixed


# ---------------- Asks before a secret goes to a host that has not had it
def ask_consent(tools: Tools, fix: Fix, go_on: Callable[[], None]) -> Question:
    """Show what the fix sends where, and go on if the user agrees."""
    box = Question(
        tools.theme,
        "consent",
        title=tr("Send a secret to another host?"),
        text=fix.title,
        why=fix.sends or tr("This host has not had it so far."),
    )
    box.ask(go_on)
    return box


def ask_unchecked(tools: Tools, go_on: Callable[[], None]) -> Question:
    """Say what may happen where no certificate is checked, and go on if the user agrees."""
    box = Question(
        tools.theme,
        "consent",
        title=tr("Send once without checking the certificate?"),
        text=tr("Anybody on the way can then read and change this exchange, the credential too."),
        why=tr("Only this once: the next send checks again. Nothing is changed in the request."),
    )
    box.ask(go_on)
    return box


_HELD = "secret-held-back"


def first_fix(document: RequestDocument) -> Fix | None:
    """Return the first fix of the likeliest cause that has one."""
    answer = document.attempts.current
    if answer is None:
        return None
    limit = answer.verdict.limit
    last = (limit.fix,) if limit is not None else ()
    fixes = (fix for finding in answer.verdict.findings for fix in finding.fixes)
    return next(chain(fixes, last), None)


class Fixing(QObject):
    """The commands apply-fix (its argument is a Fix, else the first one is taken) and undo-fix."""

    def __init__(self, tools: Tools, sending: Sending) -> None:
        super().__init__()
        self._tools = tools
        self._sending = sending
        self._asked: QObject | None = None
        tools.actions.provide("apply-fix", self._run, when=self._can_fix)
        tools.actions.provide("undo-fix", self._undo, when=self._can_undo)
        sending.answered.connect(self._ask_where_held)

    def apply(self, document: RequestDocument, fix: Fix) -> None:
        """Carry out a fix in a tab; a new host is asked about first."""
        if fix.risk == "new-host":
            # kept here: without a window in front nobody else would hold it
            self._asked = ask_consent(self._tools, fix, lambda: self._carry_out(document, fix))
        else:
            self._carry_out(document, fix)

    def _ask_where_held(self, answer: "Answer") -> None:
        """Ask where a redirect of the tab that is shown was stopped, as it would take a secret."""
        document = self._tools.tabs.active_request
        first = next(iter(answer.verdict.findings), None)
        if document is None or document.attempts.current is not answer or first is None:
            return
        fix = next((one for one in first.fixes if one.risk == "new-host"), None)
        if first.slug == _HELD and fix is not None:
            self.apply(document, fix)

    def _run(self, fix: object) -> None:
        document = self._tools.tabs.active_request
        if document is not None and document.attempts.under_way.asked is not None:
            document.attempts.confirmed.emit()
        elif document is not None:
            chosen = fix if isinstance(fix, Fix) else first_fix(document)
            if chosen is not None:
                self.apply(document, chosen)

    def _undo(self, _argument: object) -> None:
        document = self._tools.tabs.active_request
        if document is not None:
            self._sending.follow_ups.undo(document)

    def _can_fix(self) -> bool:
        return shown_request(
            self._tools,
            lambda tab: tab.attempts.under_way.asked is not None or first_fix(tab) is not None,
        )

    def _can_undo(self) -> bool:
        return shown_request(self._tools, self._sending.follow_ups.can_undo)

    def _carry_out(self, document: RequestDocument, fix: Fix) -> None:
        verb = fix.action.verb
        if verb == "copy-message":
            copy_text(fix.message)
            self._tools.notices.say(tr("The message is on the clipboard."))
        elif verb == "copy-command":
            copy_text(fix.message)
            self._tools.notices.say(tr("The curl command is on the clipboard."))
        elif verb == "vault-status":
            self._tools.actions.run(verb)
        elif document.kind != "request":
            self._open_imported(document, fix)
        elif verb == "wait":
            self._wait(document, fix)
        elif verb == "send-unchecked":
            self._asked = ask_unchecked(self._tools, lambda: self._send_unchecked(document, fix))
        elif any(change.field.area == "environment" for change in fix.changes):
            self._set_variable(document, fix)
        else:
            self._change(document, fix, send=True)

    def _send_unchecked(self, document: RequestDocument, fix: Fix) -> None:
        """Send as it is, this once without looking at the certificate; the request stays."""
        self._sending.follow_ups.expect(document, fix, document.current.value)
        self._sending.send(document, "fix", unchecked=True)

    def _open_imported(self, document: RequestDocument, fix: Fix) -> None:
        """Make a request of what was imported, with the fix made; nothing is sent unasked."""
        request = _request_in(document)
        if request is None:
            self._tools.notices.say(
                tr("The import does not hold the whole request: paste it to send it again.")
            )
            return
        opened, answer = RequestDocument(request), document.attempts.current
        if answer is not None:
            opened.attempts.add(answer)  # what comes of the fix is compared with it
        self._tools.tabs.open(opened)
        self._change(opened, fix, send=False)

    def _set_variable(self, document: RequestDocument, fix: Fix) -> None:
        self._sending.follow_ups.expect(document, fix, document.current.value, typed=True)
        self._tools.actions.run("environments")

    def _change(self, document: RequestDocument, fix: Fix, *, send: bool) -> None:
        own, scope = document.current.value, self._tools.environments.scope()
        full, known = document.inherit(own), known_beside(document, self._tools)
        job = self._tools.background.start(
            lambda report: self._tools.workbench.fix(full, fix, scope, known, on_progress=report)
        )
        self._sending.follow(document, job)
        filling = FormFilling(document, job)

        def use(fixed: "Fixed") -> None:
            filling.take_back()
            self._use(document, fix, full, fixed, send=send)

        job.succeeded.connect(use)

    def _use(
        self, document: RequestDocument, fix: Fix, full: Request, fixed: "Fixed", *, send: bool
    ) -> None:
        document.attempts.end()
        self._keep(document, fixed)
        if fixed.token_request is not None:
            document.renewal = fixed.token_request
        before = document.current.value
        document.current.replace(own_part(before, full, fixed.request), fix.title)
        shown = fixed.walk is not None and fixed.attempt is not None  # the card says the same
        if fixed.note and not shown:
            self._tools.notices.say(fixed.note)
        if document not in self._tools.tabs.documents:
            return
        if not fixed.done:
            self._prepare(document, fixed)
            return
        self._sending.follow_ups.expect(document, fix, before, typed=bool(fixed.wants))
        if fixed.wants:
            document.current.focus(fixed.wants[0])
        elif send:
            self._sending.send(document, "fix")
        else:
            self._tools.notices.say(tr("Opened as a new request. Check it, then send it."))

    def _keep(self, document: RequestDocument, fixed: "Fixed") -> None:
        """Keep what was sent for a fix (a token request, a login) as attempts of their own."""
        answer = document.attempts.current
        if self._tools.settings.flag("history.keep"):
            parent = answer.attempt.id if answer is not None else ""
            for attempt in fixed.sent:
                self._tools.history.keep_tried(msgspec.structs.replace(attempt, parent=parent))

    def _prepare(self, document: RequestDocument, fixed: "Fixed") -> None:
        """Open what must be filled in and sent first, or what was refused on the way."""
        walk = fixed.walk
        if fixed.attempt is not None and walk is not None:
            job = self._tools.background.compute(self._tools.workbench.answer, fixed.attempt)
            job.succeeded.connect(lambda answer: document.attempts.add_walk(answer, walk))
        elif fixed.attempt is not None:
            job = self._tools.background.compute(self._tools.workbench.answer, fixed.attempt)
            job.succeeded.connect(lambda answer: self._open_refused(answer, fixed.note))
        if fixed.prepared is not None:
            opened = RequestDocument(fixed.prepared)
            opened.set_notice(fixed.note)
            self._tools.tabs.open(opened)
            opened.current.focus("body" if fixed.prepared.url else "url")

    def _open_refused(self, answer: "Answer", note: str) -> None:
        """Show the token request or login that failed, with its own verdict and fixes."""
        opened = RequestDocument(answer.attempt.request)
        opened.set_notice(note)
        opened.attempts.add(self._sending.follow_ups.judged(opened, answer))
        self._tools.tabs.open(opened)

    def _wait(self, document: RequestDocument, fix: Fix) -> None:
        """Send again after growing waits; each try is an answer of its own, Stop ends it."""
        before, scope = document.attempts.current, self._tools.environments.scope()
        if before is None:
            return
        job = self._tools.background.start(
            lambda report: self._tools.workbench.retry(before, scope, report)
        )
        self._sending.follow(document, job)
        job.succeeded.connect(lambda answers: self._tried(document, fix, answers))

    def _tried(self, document: RequestDocument, fix: Fix, answers: "tuple[Answer, ...]") -> None:
        if not answers:
            document.attempts.end(tr("The server asks to wait longer. Send it again then."))
            return
        self._sending.follow_ups.expect(document, fix, document.current.value)
        for answer in answers[:-1]:
            document.attempts.add(answer)
        self._sending.take(document, answers[-1])


def own_part(own: Request, full: Request, fixed: Request) -> Request:
    """Return the tab's own request with what a fix changed; the rest is inherited as before."""
    changed = {
        name: getattr(fixed, name)
        for name in Request.__struct_fields__
        if getattr(fixed, name) != getattr(full, name)
    }
    return msgspec.structs.replace(own, **changed)


def _request_in(document: RequestDocument) -> Request | None:
    """Return the request of the imported exchange that the verdict is about."""
    from inspector.workbench.applying.recorded import request_of  # noqa: PLC0415 - rarely wanted

    answer = document.attempts.current
    if answer is None or not answer.attempt.request_known:
        return None
    exchanges, entry = answer.attempt.exchanges, answer.verdict.entry or 0
    if entry >= len(exchanges) or exchanges[entry].redacted:
        return None
    return request_of(exchanges[entry].request)
