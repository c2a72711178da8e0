"""What can be said of the request before it is sent: preview, checks, added headers, who wins."""

from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.lists.key_value_rows import Row
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.state.tools import Tools, known_of
from inspector.library.effective import effective
from inspector.model.annotation import Level
from inspector.model.credential import Basic, Credential, NoCredential
from inspector.model.message import Header, latin1, readable
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.field_names import is_secret_name
from inspector.protocol.redaction import mask, masked_value
from inspector.wording import tr

_PAUSE = 120  # milliseconds without typing before the request is looked at again


class Remark(Protocol):
    """A check while typing: which field of the credential, and what looks odd."""

    @property
    def field(self) -> str:
        """The field's name."""

    @property
    def text(self) -> str:
        """One sentence."""

    @property
    def level(self) -> Level:
        """How bad it is."""


class Draft(QObject):
    """Owner of these answers; renewed(): they were found anew, a moment after an edit.

    preview: the line or parameter the credential makes, masked. added: the headers that are
    added by themselves, with the reason as note. conflict: who wins where two write one header.
    """

    renewed = Signal()

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self._tools = tools
        self.preview = ""
        self.checks: tuple[Remark, ...] = ()
        self.added: tuple[Row, ...] = ()
        self.conflict = ""
        self.losers: tuple[str, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.renew)
        current.changed.connect(self._wait)
        tools.environments.changed.connect(self._wait)
        self._pause.start(0)

    @property
    def effective(self) -> Request:
        """The request with what it inherits from its folder."""
        document = self._document()
        return document.inherit(self._current.value) if document else self._current.value

    @property
    def origin(self) -> Origin | None:
        """The folder that the credential comes from, where it is inherited."""
        document = self._document()
        inherits = self._current.value.credential.inherits
        return document.origin() if document and inherits else None

    @property
    def secret(self) -> str:
        """The secret of the credential where it is in memory; for checks, never shown."""
        ref = secret_of(self._current.value.credential)
        if ref is None or ref.place == "text":
            return ""
        return self._tools.vault.peek(ref) or ""

    @property
    def attempts(self) -> Attempts | None:
        """The answers of the tab that shows the request."""
        document = self._document()
        return document.attempts if document is not None else None

    def follow(self, attempts: Attempts) -> None:
        """Look again when something was sent: a token may be kept now."""
        attempts.started.connect(self.renew)
        attempts.ended.connect(self.renew)
        attempts.signing_in.connect(self.renewed)

    def check_of(self, field: str) -> Remark | None:
        """Return the first remark about a field of the credential."""
        return next((check for check in self.checks if check.field == field), None)

    def renew(self) -> None:
        """Look at the request now."""
        bench, scope = self._tools.workbench, self._tools.environments.scope()
        request = self.effective
        preview = bench.preview(request, scope)
        self.preview = f"{preview.name}: {preview.text}" if preview.name else preview.text
        own = self._current.value.credential
        self.checks = bench.checks(own, self.secret)
        if not own.inherits:
            self.checks = (*self.checks, *bench.misplaced(request, scope))
        self.added = tuple(
            Row(each.header.name, readable(each.header.value), fixed=True, note=each.reason)
            for each in bench.defaults(request, scope)
        )
        decided = bench.precedence(request, scope)
        self.conflict = decided.text
        document = self._document()
        claims = document.claims() if document is not None else ()
        self.losers = tuple(one.text for one in effective(claims, decided).losers)
        self.renewed.emit()

    def _document(self) -> RequestDocument | None:
        for document in self._tools.tabs.documents:
            if isinstance(document, RequestDocument) and document.current is self._current:
                return document
        return None

    def _wait(self) -> None:
        self._pause.start(_PAUSE)


def secret_of(credential: Credential) -> SecretRef | None:
    """Return the reference that a credential holds, None where it has none."""
    return credential.secret_ref if credential.secret_field() else None


# ---------------- Reads and replaces a value inside a request by its dotted path
def value_at(request: Request, path: str) -> Any:
    """Return the value at a path; None where this request has no such field."""
    record: Any = request
    for name in path.split("."):
        record = getattr(record, name, None)
    return record


def with_value(request: Request, path: str, value: object) -> Request:
    """Return the request with another value at the path."""
    changed: Request = _replace(request, path.split("."), value)
    if changed.options.proxy_credential == Basic():
        options = msgspec.structs.replace(changed.options, proxy_credential=NoCredential())
        return msgspec.structs.replace(changed, options=options)
    return changed


def _replace(record: Any, names: list[str], value: object) -> Any:
    name, *rest = names
    if record == NoCredential():
        record = Basic()  # a proxy login begins to exist when its first field is filled in
    inner = _replace(getattr(record, name), rest, value) if rest else value
    return msgspec.structs.replace(record, **{name: inner})


# ---------------- What a row of a table shows while it is not edited: secrets masked, as everywhere
def shown_value(row: Row, tools: Tools) -> str:
    """Return the value, its secrets masked by name, by shape, or because the vault knows them."""
    if not tools.choices.value.secrets_hidden or not row.value or "{{" in row.value:
        return row.value
    shown = masked_value(Header(row.name, latin1(row.value)), known_of(tools))
    return mask(row.value) if shown == row.value and is_secret_name(row.name) else shown


# ---------------- Moves secrets typed into the address or the body to the vault once editing ends
class ToVault:
    """Whoever edits a text calls `move_url` or `move_body` when that ends.

    What the user brought back with Undo is left alone from then on.
    """

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        self._current, self._tools = current, tools
        self._left_alone: set[Request] = set()

    def move_url(self) -> None:
        """Put `{{vault.…}}` in place of keys and tokens in the address."""
        part = Request(url=self._current.value.url)
        said = tr("A secret in the address was moved to the vault.")
        self._move(part, tr("Move a secret out of the address"), said)

    def move_body(self) -> None:
        """Put `{{vault.…}}` in place of passwords and tokens in the body's text."""
        part = Request(body=self._current.value.body)
        said = tr("A secret in the body was moved to the vault.")
        self._move(part, tr("Move a secret out of the body"), said)

    def _move(self, part: Request, label: str, said: str) -> None:
        from inspector.library.hide import Hider  # noqa: PLC0415 - the window opens without it

        if part in self._left_alone:
            return
        hidden = Hider(self._tools.vault).hide(part)
        if hidden == part:
            return
        before = self._current.value
        changed = msgspec.structs.replace(
            before, **({"url": hidden.url} if part.url else {"body": hidden.body})
        )
        self._current.replace(changed, label)
        self._tools.notices.offer_undo(said, tr("Undo"), lambda: self._bring_back(part, changed))

    def _bring_back(self, part: Request, changed: Request) -> None:
        self._left_alone.add(part)
        if self._current.value == changed:
            self._current.undo()
