"""What a token's page has done elsewhere: keys fetched, signatures checked, the token sent anew."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.annotate.tokens.decryption import opened
from inspector.annotate.tokens.signatures import Signature, check, unchecked
from inspector.annotate.tokens.signing import SigningError, parsed, signed, unsigned
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.token_document import TokenDocument
from inspector.model.credential import Bearer
from inspector.protocol import jose
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.fix import Fix
    from inspector.model.token import Token
    from inspector.workbench.keys import FoundKeys


class TokenWork(QObject):
    """signature_found(Signature): a check has ended. opened(Token): what was encrypted."""

    signature_found = Signal(object)
    opened = Signal(object)

    def __init__(
        self, tools: Tools, text: str, document: TokenDocument | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._text = text
        self._document = document
        self._read = jose.read(text)

    @property
    def _tab(self) -> RequestDocument | None:
        tab = self._document.tab if self._document is not None else None
        return tab if tab in self._tools.tabs.documents else None

    @property
    def origin(self) -> str:
        """Where the token stands, as a sentence; empty for a pasted one."""
        if self._document is None or not self._document.place:
            return ""
        name = self._document.tab.title if self._document.tab is not None else ""
        return tr("In {place} of {name}.", place=self._document.place, name=name)

    @property
    def issuer(self) -> str:
        """The token's issuer, empty where it names none."""
        claims: dict[str, Any] = getattr(self._read, "claims", None) or {}
        return str(claims.get("iss") or "")

    @property
    def issuer_host(self) -> str:
        """The host of the issuer's address, empty where it is no address."""
        if not self.issuer.startswith(("https://", "http://")):
            return ""
        try:
            return urlsplit(self.issuer).hostname or ""
        except ValueError:
            return ""

    @property
    def is_encrypted(self) -> bool:
        """Whether only its header can be read without a key."""
        return isinstance(self._read, jose.Jwe)

    # ------------------------------------------------------------ the signature
    def fetch_keys(self) -> None:
        """Fetch the issuer's keys and check with them; only on a click."""
        issuer = self.issuer
        job = self._tools.background.start(lambda _report: self._tools.workbench.keys_of(issuer))
        self.signature_found.emit(unchecked(tr("Asking {host}…", host=self.issuer_host)))
        job.succeeded.connect(self._check_found)

    def check(self, material: str, source: str = "") -> None:
        """Check with a key that was given; heavy sums stay off the window's thread."""
        if not material:
            self.signature_found.emit(unchecked(tr("Paste the key first.")))
            return
        if self.is_encrypted:
            job = self._tools.background.compute(opened, self._text, material)
            job.succeeded.connect(self._take_opened)
            return
        job = self._tools.background.compute(check, self._text, material, source)
        job.succeeded.connect(self.signature_found)

    def _take_opened(self, token: "Token") -> None:
        problem = next((each.text for each in token.remarks if each.level == "bad"), "")
        if token.parts and token.parts[0].name == "outer-header":
            self.signature_found.emit(
                Signature(state="valid", title=tr("Opened"), text=tr("This key opens it."))
            )
            self.opened.emit(token)
        else:
            title = tr("Not opened")
            self.signature_found.emit(Signature(state="invalid", title=title, text=problem))

    def _check_found(self, found: "FoundKeys") -> None:
        if found.problem:
            self.signature_found.emit(unchecked(found.problem))
        else:
            self.check(found.material, found.source)

    # ------------------------------------------------------------ sending anew
    @property
    def _renewal(self) -> "Fix | None":
        tab = self._tab
        answer = tab.attempts.current if tab is not None else None
        findings = answer.verdict.findings if answer is not None else ()
        fixes = [fix for finding in findings for fix in finding.fixes]
        return next((fix for fix in fixes if fix.action.startswith("fetch-token")), None)

    @property
    def can_renew(self) -> bool:
        """Whether a fresh token can be had."""
        tab = self._tab
        fix = self._renewal
        known = tab is not None and (
            tab.renewal is not None or (fix is not None and ":" in fix.action)
        )
        return fix is not None and known

    @property
    def can_resend(self) -> bool:
        """Whether there is a request to send another token with."""
        tab = self._tab
        return tab is not None and isinstance(tab.current.value.credential, Bearer)

    def renew(self) -> None:
        """Fetch a fresh token in the request's tab and send it again."""
        tab, fix = self._tab, self._renewal
        if tab is not None and fix is not None:
            self._tools.tabs.activate(tab)
            self._tools.actions.run("apply-fix", fix)

    def resend_edited(self, header: str, claims: str, key: str) -> str:
        """Put an edited token into the request and send it; return why not, else empty."""
        tab = self._tab
        if tab is None or not isinstance(tab.current.value.credential, Bearer):
            return tr("The request's tab is closed.")
        try:
            members = parsed(header, tr("header")), parsed(claims, tr("claims"))
            text = signed(*members, key) if key else unsigned(self._text, *members)
        except SigningError as error:
            return str(error)
        token = self._tools.vault.put(text, place="memory", label="edited-token")
        request = tab.current.value
        credential = msgspec.structs.replace(request.credential, token=token)
        title = tr("Token signed here") if key else tr("Token edited here")
        tab.current.replace(msgspec.structs.replace(request, credential=credential), title)
        tab.set_notice(tr("The token was edited here; Ctrl+Z brings the old one back."))
        self._tools.tabs.activate(tab)
        self._tools.actions.run("send")
        return ""
