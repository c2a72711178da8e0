"""Sends the active tab's request, stops it, undoes and redoes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.sending.follow_ups import FollowUps
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.attempt import AttemptOrigin
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


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

    def send(self, document: RequestDocument, origin: AttemptOrigin = "user") -> None:
        """Send a tab's request, with what it inherits and the environment in use."""
        request = document.inherit(document.current.value)
        scope = self._tools.environments.scope()
        document.set_preview(False)
        job = self._tools.background.start(
            lambda report: self._tools.workbench.send(request, scope, report, origin=origin)
        )
        self.follow(document, job)
        job.succeeded.connect(lambda answer: self.take(document, answer))

    def follow(self, document: RequestDocument, job: Job) -> None:
        """Show a piece of sending as running in a tab; Stop ends it."""
        self._jobs[document] = job
        document.attempts.start()
        job.progressed.connect(document.attempts.progress)
        job.failed.connect(lambda error: self._failed(document, error))
        job.cancelled.connect(lambda: document.attempts.end(tr("Stopped.")))
        job.ended.connect(lambda: self._over(document, job))
        self._tools.actions.refresh()

    def stop(self, document: RequestDocument) -> None:
        """Stop what a tab has under way; what was recorded so far stays."""
        job = self._jobs.get(document)
        if job is not None:
            job.cancel()

    def take(self, document: RequestDocument, answer: "Answer") -> None:
        """Show an answer that came in, and what came of the fix before it."""
        answer = self.follow_ups.judged(document, answer)
        document.attempts.add(answer)
        self.answered.emit(answer)

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
