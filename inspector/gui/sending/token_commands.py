"""The commands for the token of the active request: renew it, log out of it, forget it."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from inspector.compose.scope import Scope
from inspector.gui.sending.sending import Sending
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.request import Request
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer
    from inspector.workbench.progress import OnProgress

Verb = Callable[[Request, Scope, "OnProgress"], Coroutine[Any, Any, "Answer"]]


class TokenCommands(QObject):
    """Each shows what was sent for it as an answer of the tab; forgetting sends nothing."""

    def __init__(self, tools: Tools, sending: Sending) -> None:
        super().__init__()
        self._tools, self._sending = tools, sending
        provide = tools.actions.provide
        provide("renew-token", lambda _: self._play("renew"), when=self._can)
        provide("show-token", lambda _: self._show(), when=self._has)
        provide("log-out-token", lambda _: self._play("log_out"), when=self._can)
        provide("forget-token", lambda _: self._forget(), when=self._can)

    def _has(self) -> bool:
        tab = self._tools.tabs.active_request
        if tab is None or tab.kind != "request":
            return False
        return tab.inherit(tab.current.value).credential.keeps_tokens

    def _can(self) -> bool:
        tab = self._tools.tabs.active_request
        return self._has() and tab is not None and not tab.attempts.running

    def _show(self) -> None:
        tab = self._tools.tabs.active_request
        if tab is not None:
            tab.current.focus("credential.grant")

    def _play(self, name: str) -> None:
        tab = self._tools.tabs.active_request
        if tab is None:
            return
        request, scope = self._sent(tab)
        verb: Verb = getattr(self._tools.workbench.tokens, name)
        job = self._tools.background.start(lambda report: verb(request, scope, report))
        self._sending.follow(tab, job)
        job.succeeded.connect(lambda answer: self._sending.take(tab, answer))

    def _forget(self) -> None:
        tab = self._tools.tabs.active_request
        if tab is None:
            return
        request, scope = self._sent(tab)
        tokens = self._tools.workbench.tokens
        job = self._tools.background.start(lambda _report: tokens.forget(request, scope))
        tab.attempts.start()
        said = tr("The token was forgotten here; the login provider still takes it.")
        job.succeeded.connect(lambda _none: self._tools.notices.say(said))
        job.ended.connect(tab.attempts.end)

    def _sent(self, tab: RequestDocument) -> tuple[Request, Scope]:
        return tab.inherit(tab.current.value), self._tools.environments.scope()
