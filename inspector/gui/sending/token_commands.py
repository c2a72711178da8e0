"""The commands for the token of the active request: renew it, log out of it, forget it."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, cast

import msgspec
from PySide6.QtCore import QObject

from inspector.compose.scope import Scope
from inspector.gui.sending.sending import Sending
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import Request
from inspector.protocol.oauth import registration
from inspector.reading.statuses import SUCCESSES
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer
    from inspector.workbench.progress import OnProgress
    from inspector.workbench.token_verbs import Registered

Verb = Callable[[Request, Scope, "OnProgress"], Coroutine[Any, Any, "Answer"]]


class TokenCommands(QObject):
    """Each shows what was sent for it as an answer of the tab; forgetting sends nothing."""

    def __init__(self, tools: Tools, sending: Sending) -> None:
        super().__init__()
        self._tools, self._sending = tools, sending
        provide = tools.actions.provide
        provide("renew-token", lambda _: self._play("renew"), when=self._can)
        provide("try-kept-token", lambda _: self._try_kept(), when=self._can)
        provide("show-token", lambda _: self._show(), when=self._has)
        provide("log-out-token", lambda _: self._play("log_out"), when=self._can)
        provide("forget-token", lambda _: self._forget(), when=self._can)
        provide("register-client", lambda _: self._register(), when=self._can_register)
        provide("withdraw-client", lambda _: self._withdraw(), when=self._can_withdraw)

    def _has(self) -> bool:
        tab = self._tools.tabs.active_request
        if tab is None or tab.kind != "request":
            return False
        return tab.inherit(tab.current.value).credential.keeps_tokens

    def _can(self) -> bool:
        tab = self._tools.tabs.active_request
        return self._has() and tab is not None and not tab.attempts.running

    def _own(self) -> OAuth2 | None:
        """Return the tab's own OAuth credential; None where it is inherited or runs."""
        tab = self._tools.tabs.active_request
        if not self._can() or tab is None or not tab.current.value.credential.keeps_tokens:
            return None
        return cast("OAuth2", tab.current.value.credential)

    def _can_register(self) -> bool:
        own = self._own()
        return own is not None and not own.client_id.strip() and bool(own.issuer.strip())

    def _can_withdraw(self) -> bool:
        own = self._own()
        return own is not None and bool(own.client.registration.address)

    def _register(self) -> None:
        """Register this program, and take the client that came of it into the form."""
        tab = self._tools.tabs.active_request
        if tab is None:
            return
        request, scope = self._sent(tab)
        tokens = self._tools.workbench.tokens
        job = self._tools.background.start(lambda report: tokens.register(request, scope, report))
        self._sending.follow(tab, job)
        job.succeeded.connect(lambda made: self._registered(tab, made))

    def _registered(self, tab: RequestDocument, made: "Registered") -> None:
        self._sending.take(tab, made.answer)
        if made.credential is not None:
            changed = msgspec.structs.replace(tab.current.value, credential=made.credential)
            tab.current.replace(changed, tr("Register this program"))
            said = tr("Registered as {client}.", client=made.credential.client_id)
            self._tools.notices.say(said)

    def _withdraw(self) -> None:
        """Take the registration back; the form forgets the client where that went well."""
        tab = self._tools.tabs.active_request
        if tab is None:
            return
        request, scope = self._sent(tab)
        tokens = self._tools.workbench.tokens
        job = self._tools.background.start(lambda report: tokens.withdraw(request, scope, report))
        self._sending.follow(tab, job)
        job.succeeded.connect(lambda answer: self._withdrawn(tab, answer))

    def _withdrawn(self, tab: RequestDocument, answer: "Answer") -> None:
        self._sending.take(tab, answer)
        last = answer.attempt.last
        own = tab.current.value.credential
        gone = last is not None and last.reply is not None and last.reply.status in SUCCESSES
        if gone and own.keeps_tokens:
            credential = registration.without_client(cast("OAuth2", own))
            changed = msgspec.structs.replace(tab.current.value, credential=credential)
            tab.current.replace(changed, tr("Withdraw the client"))
            self._tools.notices.say(tr("The client was withdrawn at the login provider."))

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

    def _try_kept(self) -> None:
        """Send with the kept token, of which nobody knows whether it still counts."""
        tab = self._tools.tabs.active_request
        if tab is None:
            return
        request, scope = self._sent(tab)
        tokens = self._tools.workbench.tokens
        job = self._tools.background.start(lambda _report: tokens.take_kept(request, scope))
        self._sending.follow(tab, job)
        job.succeeded.connect(lambda _none: self._sending.send(tab))

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
