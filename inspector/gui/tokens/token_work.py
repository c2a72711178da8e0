"""What a token's page has done elsewhere: keys fetched, signatures checked, content opened."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.annotate.tokens.decryption import opened
from inspector.annotate.tokens.signatures import Signature, check, unchecked
from inspector.gui.state.tools import Tools
from inspector.presentation.tokens.token_origin import host_of_issuer, is_known
from inspector.protocol.tokens import jose, jose_json
from inspector.protocol.tokens.key_set import is_public
from inspector.protocol.urls import origin_of
from inspector.wording import tr
from inspector.wording.dates import time_of_day
from inspector.workbench.resource import find_resource

if TYPE_CHECKING:
    from inspector.annotate.tokens.decryption import Opened
    from inspector.model.secret import Secret, SecretRef
    from inspector.workbench.keys import FoundKeys


class TokenWork(QObject):
    """signature_found(Signature): a check has ended, or goes on. opened(Opened): what it holds.

    discovered(str): the issuer as the description of its keys names it. described(object): the
    metadata of the API, None where they can't be had. elsewhere(str): the host where the keys are,
    which was not asked: it needs a consent of its own, given by `agree`.

    content: what a token without one signs.
    """

    signature_found = Signal(object)
    opened = Signal(object)
    discovered = Signal(str)
    described = Signal(object)
    elsewhere = Signal(str)

    def __init__(
        self, tools: Tools, text: str, parent: QObject, content: bytes | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._text = text
        self._content = content
        self._read = jose.read(text)
        self._listed = jose_json.read(text) if self._read is None else None
        self._last: Callable[[], None] = self.fetch_keys
        self._fetched = ""
        self._agreed: frozenset[str] = frozenset()  # origins beside the issuer's own
        self._elsewhere = ""
        self._checks = False  # one check at a time: of two the later would be overtaken
        self._next: tuple[str, str] | None = None

    @property
    def issuer(self) -> str:
        """The token's issuer, empty where it names none."""
        claims: dict[str, Any] = getattr(self._read, "claims", None) or {}
        return str(claims.get("iss") or "")

    @property
    def issuer_host(self) -> str:
        """The host whose published keys can check it; empty where none can."""
        header: dict[str, Any] = getattr(self._read, "header", None) or {}
        usable = is_public(str(header.get("alg", ""))) and not self.is_encrypted
        return host_of_issuer(self.issuer) if usable else ""

    @property
    def is_issuer_known(self) -> bool:
        """Whether its keys may be fetched without being asked: this environment knows the host."""
        known = self._tools.environments
        return bool(self.issuer_host) and is_known(self.issuer, known.scope(), known.requests)

    @property
    def is_encrypted(self) -> bool:
        """Whether only its header can be read without a key."""
        return isinstance(self._read, jose.Jwe) or bool(self._listed and self._listed.is_encrypted)

    def again(self) -> None:
        """Check once more in the way it was checked last."""
        self._last()

    def fetch_keys(self, address: str = "") -> None:
        """Fetch the issuer's keys, or those of an address, and check with them."""
        asked = address or self.issuer
        self._last = lambda: self.fetch_keys(address)
        agreed = self._agreed
        job = self._tools.background.start(
            lambda _report: self._tools.workbench.keys_of(asked, agreed)
        )
        host = host_of_issuer(asked) or asked
        self.signature_found.emit(unchecked(tr("Asking {host}…", host=host)))
        job.succeeded.connect(self._check_found)

    def agree(self) -> None:
        """Fetch the keys as the user asks for it: also at the host that is named by now."""
        if not self._elsewhere:
            self.fetch_keys()
            return
        self._agreed |= {origin_of(self._elsewhere)}
        self._elsewhere = ""
        self._last()

    def describe(self, address: str) -> None:
        """Fetch how the API describes itself, at the address that its challenge names."""
        plain = self._tools.workbench.plain
        job = self._tools.background.start(lambda _report: find_resource(address, plain))
        job.succeeded.connect(self.described)

    def check(self, material: str) -> None:
        """Check with a key that was given, or with those of an address."""
        if not material:
            self.signature_found.emit(unchecked(tr("Paste the key first.")))
        elif host_of_issuer(material) and not self.is_encrypted and "\n" not in material:
            self.fetch_keys(material)
        else:
            self._last = lambda: self.check(material)
            self._fetched = self._elsewhere = ""
            self._check_with(material, "")

    def check_typed(self, material: str) -> None:
        """Check with what was typed so far; nobody is asked, and nothing is opened by it."""
        host = host_of_issuer(material) if "\n" not in material else ""
        if self.is_encrypted:
            return
        if not material:
            self.signature_found.emit(unchecked(tr("That needs the key. Nothing was fetched.")))
        elif host:
            text = tr("Enter asks {host} for its keys. Nothing was fetched.", host=host)
            self.signature_found.emit(unchecked(text))
        else:
            self.check(material)

    def check_by(self, ref: "SecretRef") -> None:
        """Check with a key of the vault; its value is fetched elsewhere and never shown."""
        self._last = lambda: self.check_by(ref)
        self._fetched = self._elsewhere = ""
        vault = self._tools.vault
        job = self._tools.background.start(lambda _report: vault.resolve_all((ref,)))
        job.succeeded.connect(self._check_kept)

    def _check_kept(self, found: "dict[SecretRef, Secret]") -> None:
        secret = next(iter(found.values()), None)
        if secret:
            self._check_with(secret.reveal(), "")
        else:
            self.signature_found.emit(unchecked(tr("The vault does not give that key now.")))

    def _check_found(self, found: "FoundKeys") -> None:
        self._elsewhere = found.elsewhere
        if found.elsewhere:
            self.elsewhere.emit(host_of_issuer(found.elsewhere))
        if found.problem:
            self.signature_found.emit(unchecked(found.problem))
            return
        self._fetched = time_of_day(datetime.now(UTC))
        if found.issuer:
            self.discovered.emit(found.issuer)
        self._check_with(found.material, found.source)

    def _check_with(self, material: str, source: str) -> None:
        """Heavy sums stay off the window's thread."""
        if self.is_encrypted:
            job = self._tools.background.compute(opened, self._text, material)
            job.succeeded.connect(self._take_opened)
            return
        self._next = (material, source) if self._checks else None
        if self._checks:
            return
        self._checks = True
        job = self._tools.background.compute(check, self._text, material, source, self._content)
        job.succeeded.connect(self._take_checked)
        job.failed.connect(self._rest)
        job.cancelled.connect(self._rest)

    def _rest(self, _error: object = None) -> None:
        self._checks = False

    def _take_checked(self, found: Signature) -> None:
        self._checks = False
        if self._next is not None:  # another key came meanwhile
            self._check_with(*self._next)
            return
        if self._fetched:
            text = tr("{text} Fetched at {time} UTC.", text=found.text, time=self._fetched)
            found = msgspec.structs.replace(found, text=text)
        self.signature_found.emit(found)

    def _take_opened(self, found: "Opened") -> None:
        token = found.token
        problem = next((each.text for each in token.remarks if each.level == "bad"), "")
        if token.parts and token.parts[0].name == "outer-header":
            self.signature_found.emit(
                Signature(state="valid", title=tr("Opened"), text=tr("This key opens it."))
            )
            self.opened.emit(found)
        else:
            title = tr("Not opened")
            self.signature_found.emit(Signature(state="invalid", title=title, text=problem))
