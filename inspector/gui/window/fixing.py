"""Carries fixes out: changes the request as one step of undo, then sends it again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.window.consent import ask_consent
from inspector.gui.window.sending import Sending, shown_request
from inspector.model.fix import Fix
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.fixing import Fixed

FIRST_WAIT, LONGEST_WAIT = 2, 120


def first_fix(document: RequestDocument) -> Fix | None:
    """Return the first fix of the likeliest cause that has one."""
    answer = document.attempts.current
    if answer is None:
        return None
    return next((fix for finding in answer.verdict.findings for fix in finding.fixes), None)


def waiting_time(fix: Fix, tries: int) -> int:
    """Return how many seconds to wait before a retry: as told, else growing with each try."""
    told = fix.action.partition(":")[2]
    seconds = int(told) if told.isdigit() else FIRST_WAIT * 2**tries
    return min(seconds, LONGEST_WAIT)


class Fixing(QObject):
    """The command apply-fix; its argument is a Fix, else the first one is taken."""

    def __init__(self, tools: Tools, sending: Sending) -> None:
        super().__init__()
        self._tools = tools
        self._sending = sending
        self._asked: QObject | None = None
        self._tries: dict[RequestDocument, int] = {}
        tools.actions.provide("apply-fix", self._run, when=self._can_fix)

    def apply(self, document: RequestDocument, fix: Fix) -> None:
        """Carry out a fix in a tab; a new host is asked about first."""
        if fix.risk == "new-host":
            # kept here: without a window in front nobody else would hold it
            self._asked = ask_consent(self._tools, fix, lambda: self._carry_out(document, fix))
        else:
            self._carry_out(document, fix)

    def _run(self, fix: object) -> None:
        document = self._tools.tabs.active_request
        if document is not None:
            chosen = fix if isinstance(fix, Fix) else first_fix(document)
            if chosen is not None:
                self.apply(document, chosen)

    def _can_fix(self) -> bool:
        return shown_request(self._tools, lambda tab: first_fix(tab) is not None)

    def _carry_out(self, document: RequestDocument, fix: Fix) -> None:
        verb = fix.action.partition(":")[0]
        wanted = next((change.field for change in fix.changes if change.ask), "")
        if verb == "copy-message":
            copy_text(fix.message)
            self._tools.notices.say(tr("The message is on the clipboard."))
        elif document.kind != "request":
            self._tools.notices.say(tr("This was imported: paste its request to send it again."))
        elif verb == "wait":
            self._wait(document, fix)
        elif wanted:
            self._change(document, fix, lambda: document.current.focus(wanted))
        else:
            self._change(document, fix, lambda: self._sending.send(document, "fix"))

    def _change(self, document: RequestDocument, fix: Fix, then: Callable[[], None]) -> None:
        request, scope = document.current.value, self._tools.environments.scope()
        job = self._tools.background.start(
            lambda _report: self._tools.workbench.fix(
                request, fix, scope, token_request=document.renewal
            )
        )
        self._sending.follow(document, job)
        job.succeeded.connect(lambda fixed: self._use(document, fix, fixed, then))

    def _use(
        self, document: RequestDocument, fix: Fix, fixed: "Fixed", then: Callable[[], None]
    ) -> None:
        document.attempts.end()
        stuck = bool(fixed.note) and fixed.request == document.current.value
        document.current.replace(fixed.request, fix.title)
        if fixed.note:
            self._tools.notices.say(fixed.note)

        if document in self._tools.tabs.documents and not stuck:
            then()

    def _wait(self, document: RequestDocument, fix: Fix) -> None:
        """Send again after the wait, unless the tab was closed or sent meanwhile."""
        tries = self._tries.get(document, 0)
        self._tries[document] = tries + 1
        seconds = waiting_time(fix, tries)
        before = document.attempts.current

        def again() -> None:
            still = document in self._tools.tabs.documents and not document.attempts.running
            if still and document.attempts.current is before:
                self._sending.send(document, "retry")

        self._tools.notices.say(
            tr("Sending again in {seconds} s.", seconds=seconds), tr("Now"), again
        )
        QTimer.singleShot(seconds * 1000, document, again)
