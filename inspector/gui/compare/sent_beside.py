"""Sends a request for a comparison, whose tab stays in front; the answer is its next column."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.compose.scope import Scope
from inspector.gui.bridge.job import Job
from inspector.gui.compare.compared import MOST, Column, ComparedDocument
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def only_reads(request: Request) -> bool:
    """Whether a request may be sent without asking: it changes nothing."""
    return request.method.upper() in READING


class SentBeside(QObject):
    """One at a time; changed(): something is sent now, or nothing any more."""

    changed = Signal()

    def __init__(self, document: ComparedDocument, tools: Tools) -> None:
        super().__init__(document)
        self._document = document
        self._tools = tools
        self._job: Job | None = None
        tools.tabs.closed.connect(self._closed)

    @property
    def running(self) -> bool:
        """Whether something is being sent."""
        return self._job is not None

    def send(self, column: Column, scope: Scope, place: int = MOST) -> None:
        """Send a column's request and put the answer there, with the column's label."""
        request = column.request
        if request is None or self.running or self._document.full:
            return
        workbench = self._tools.workbench
        self._job = self._tools.background.start(
            lambda report: workbench.send(request, scope, report)
        )
        self._job.succeeded.connect(lambda answer: self._take(column, answer, place))
        self._job.failed.connect(_mistaken)
        self._job.ended.connect(self._over)
        self.changed.emit()
        self._tools.actions.refresh()

    def show_unsent(self, column: Column, scope: Scope) -> None:
        """Put what would be sent at the right; nothing goes out."""
        request = column.request
        if request is not None:
            workbench = self._tools.workbench
            job = self._tools.background.start(lambda _report: workbench.unsent(request, scope))
            job.succeeded.connect(
                lambda answer: self._document.add(column._replace(answer=answer, tab=None))
            )
            job.failed.connect(_mistaken)

    def stop(self) -> None:
        """Stop what is being sent; what was recorded so far is shown."""
        if self._job is not None:
            self._job.cancel()

    def _take(self, column: Column, answer: "Answer", place: int) -> None:
        if self._tools.settings.flag("history.keep") and answer.attempt.exchanges:
            self._tools.history.keep(answer)
        tab = RequestDocument(column.request)
        if column.tab is not None:
            tab.practice, tab.renewal = column.tab.practice, column.tab.renewal
        tab.set_notice(tr("Sent from a comparison: {label}.", label=column.label))
        tab.attempts.add(answer)
        self._document.add(column._replace(answer=answer, tab=tab), place)

    def _over(self) -> None:
        self._job = None
        self.changed.emit()
        self._tools.actions.refresh()

    def _closed(self, document: object) -> None:
        if document is self._document:
            self.stop()


def sent_beside(document: ComparedDocument, tools: Tools) -> SentBeside:
    """Return what sends for a comparison: one, however often its page is made anew."""
    known = document.findChild(SentBeside)
    return known if known is not None else SentBeside(document, tools)


def _mistaken(error: Exception) -> None:
    raise error
