"""Sends a token's request anew: with a fresh token, or with one that was edited here."""

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.protocol.tokens.signing import SigningError, parsed, signed, unsigned
from inspector.wording import tr
from inspector.workbench.attempts.edited_tokens import Swap, can_take, with_token
from inspector.workbench.saml_login import login_request

if TYPE_CHECKING:
    from inspector.model.fix import Fix
    from inspector.model.request import Request
    from inspector.model.secret import Secret, SecretRef


_INTROSPECTION = "introspection"  # the experiment


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """A token as edited. key: to sign with, empty keeps the signature of `original`."""

    original: str
    header: str
    claims: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Edited(signed={bool(self.key)})"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """The token as it would be sent, or why it can't be written."""

    text: str = ""
    problem: str = ""
    signed: bool = False

    def __repr__(self) -> str:
        return f"Written(problem={self.problem!r})"


def written(edited: Edited) -> Written:
    """Write an edited token; never raises."""
    try:
        members = parsed(edited.header, tr("header")), parsed(edited.claims, tr("claims"))
        if edited.key:
            return Written(text=signed(*members, edited.key), signed=True)
        return Written(text=unsigned(edited.original, *members))
    except SigningError as error:
        return Written(problem=str(error))


class TokenResending(QObject):
    """refused(str): why the edited token was not sent."""

    refused = Signal(str)

    def __init__(self, tools: Tools, text: str, document: TokenDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._text = text
        self._document = document
        self._job: Job | None = None

    @property
    def tab(self) -> RequestDocument | None:
        """The request's tab while it is open."""
        tab = self._document.tab
        return tab if tab in self._tools.tabs.documents else None

    @property
    def _renewal(self) -> "Fix | None":
        tab = self.tab
        answer = tab.attempts.current if tab is not None else None
        findings = answer.verdict.findings if answer is not None else ()
        fixes = [fix for finding in findings for fix in finding.fixes]
        return next((fix for fix in fixes if fix.action.verb == "fetch-token"), None)

    @property
    def can_renew(self) -> bool:
        """Whether a fresh token can be had."""
        tab = self.tab
        fix = self._renewal
        known = tab is not None and (
            tab.renewal is not None or (fix is not None and bool(fix.action.argument))
        )
        return fix is not None and known

    @property
    def can_resend(self) -> bool:
        """Whether there is a request to send another token with."""
        tab = self.tab
        return tab is not None and can_take(tab.current.value, self._text, self._tools.vault)

    @property
    def can_ask_issuer(self) -> bool:
        """Whether an experiment can ask the token's issuer about it (RFC 7662)."""
        tab = self.tab
        tried = tab.attempts.experiments.of(tab.attempts.current) if tab is not None else None
        plan = tried.plan(_INTROSPECTION) if tried is not None else None
        return plan is not None and not plan.refused

    def _open_tab(self) -> RequestDocument | None:
        """Return the request's tab; where it is closed, say that."""
        if self.tab is None:
            self._tools.notices.say(
                tr("The request's tab is closed. Reopen it first, then try again.")
            )
        return self.tab

    def ask_issuer(self) -> None:
        """Run that experiment in the request's tab; where it needs consent, it asks there."""
        tab = self._open_tab()
        if tab is not None:
            self._tools.tabs.activate(tab)
            self._tools.actions.run("run-experiments", (_INTROSPECTION,))

    def post(self) -> None:
        """Post a SAML reply to the service it is meant for, in a tab of its own."""
        put = partial(self._tools.vault.put, label=tr("SAML reply"))
        request = login_request(self._text, put)
        if request is not None:
            self._tools.tabs.open(RequestDocument(request))
            self._tools.actions.run("send")

    def renew(self) -> None:
        """Fetch a fresh token in the request's tab and send it again."""
        tab, fix = self._open_tab(), self._renewal
        if tab is not None and fix is not None:
            self._tools.tabs.activate(tab)
            self._tools.actions.run("apply-fix", fix)

    def resend(self, header: str, claims: str, key: "str | SecretRef") -> None:
        """Put an edited token into the request and send it.

        key: to sign with, or where the vault has it; empty keeps the signature.
        """
        edited = Edited(original=self._text, header=header, claims=claims)
        if isinstance(key, str):
            self._write(msgspec.structs.replace(edited, key=key))
            return
        vault = self._tools.vault
        job = self._tools.background.start(lambda _report: vault.resolve_all((key,)))
        job.succeeded.connect(lambda found: self._sign(edited, found))

    def _sign(self, edited: Edited, found: "dict[SecretRef, Secret]") -> None:
        secret = next(iter(found.values()), None)
        if secret:
            self._write(msgspec.structs.replace(edited, key=secret.reveal()))
        else:
            self.refused.emit(tr("The vault does not give that key now."))

    def _write(self, edited: Edited) -> None:
        """Write it, once however often the button is clicked."""
        if self._job is None:
            self._job = self._tools.background.compute(written, edited)
            self._job.succeeded.connect(self._send)
            self._job.ended.connect(self._written)

    def _written(self) -> None:
        self._job = None

    def _send(self, made: Written) -> None:
        tab = self.tab
        if made.problem:
            self.refused.emit(made.problem)
        elif tab is None:
            self.refused.emit(tr("The request's tab is closed."))
        else:
            self._put(tab, made)

    def _put(self, tab: RequestDocument, made: Written) -> None:
        swap = Swap(old=self._text, new=made.text, signed=made.signed)
        request = with_token(tab.current.value, swap, self._tools.vault)
        if request is None:
            self.refused.emit(tr("The request does not send this token any more."))
            return
        title = tr("Token signed here") if made.signed else tr("Token edited here")
        before = tab.current.value
        tab.current.replace(request, title)
        edited = tr("The token was edited here; Ctrl+Z brings the old one back.")
        anew = tr("The token was edited and signed here; Ctrl+Z brings the old one back.")
        _tell_until(tab, before, anew if made.signed else edited)
        self._tools.tabs.activate(tab)
        self._tools.actions.run("send")


def _tell_until(tab: RequestDocument, undone: "Request", notice: str) -> None:
    """Say it above the tab until the request is this again; then say what was said before."""
    before = tab.notice

    def follow(request: "Request") -> None:
        if request == undone and tab.notice == notice:
            tab.current.changed.disconnect(follow)
            tab.set_notice(before)

    tab.set_notice(notice)
    tab.current.changed.connect(follow)
