"""What can be said of the request before it is sent: preview, checks, added headers, who wins."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.compose.precedence import Beaten
from inspector.compose.variables import NAME, VAULT, message_of, only_begun, texts_in, unclosed
from inspector.gui.compose.signed_steps import Step
from inspector.gui.lists.key_value_rows import KeyValueRows, Row
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.documents import Origin, RequestDocument
from inspector.gui.state.tools import Tools, known_of
from inspector.library.effective import effective
from inspector.model.annotation import Level
from inspector.model.credential import Credential
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.proxy_login import of_kind
from inspector.model.message import Header, latin1, readable
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.protocol.redaction import mask, masked_value
from inspector.vault.vault import label_of
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

    preview: the line or parameter each credential makes, masked. signed: what a signature covers,
    step by step. added: the headers that are
    added by themselves, with the reason as note. conflict: who wins where two write one header.
    beaten: the further credentials that find their place taken.
    """

    renewed = Signal()

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self._tools = tools
        self.preview = ""
        self.signed: tuple[Step, ...] = ()
        self.checks: tuple[Remark, ...] = ()
        self.beaten: tuple[Beaten, ...] = ()
        self._beside: dict[str, tuple[Remark, ...]] = {}
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
        return self._secret_of(self._current.value.credential)

    def _secret_of(self, credential: Credential) -> str:
        ref = secret_of(credential)
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

    def check_of(self, path: str) -> Remark | None:
        """Return the first remark about a field of a credential, found by its path."""
        owner, _, name = path.rpartition(".")
        checks = self.checks if owner == "credential" else self._beside.get(owner, ())
        return next((check for check in checks if check.field == name), None)

    @property
    def is_wrong(self) -> bool:
        """Whether something in a credential can't be right."""
        every = (self.checks, *self._beside.values())
        return any(check.level == "bad" for checks in every for check in checks)

    def renew(self) -> None:
        """Look at the request now, as long as there is a window to show it in."""
        if self._tools.background.ended:
            return
        bench, scope = self._tools.workbench, self._tools.environments.scope()
        request = self.effective
        preview = bench.preview(request, scope)
        self.preview = "\n".join(filter(None, (each.line for each in (preview, *preview.beside))))
        self.signed = preview.signed
        own = self._current.value.credential
        self.checks = (*unclosed_remarks(own, self.secret), *bench.checks(own, self.secret))
        if not own.inherits:
            self.checks = (*self.checks, *bench.misplaced(request, scope))
        self.added = tuple(
            Row(each.header.name, readable(each.header.value), fixed=True, note=each.reason)
            for each in bench.defaults(request, scope)
        )
        self._beside = {
            f"also.{at}": bench.checks(each, self._secret_of(each))
            for at, each in enumerate(self._current.value.also)
        }
        decided = bench.precedence(request, scope)
        self.beaten = decided.beaten
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


# ---------------- What is said of a variable whose braces are not closed, where it stands
class Unclosed(NamedTuple):
    """A `Remark` on a field of the credential."""

    field: str
    text: str
    level: Level = "bad"


def unclosed_remarks(credential: Credential, secret: str) -> tuple[Unclosed, ...]:
    """Return a remark for each field that holds such a variable; secret: what is typed as one."""
    texts = {name: texts_in(getattr(credential, name)) for name in credential.__struct_fields__}
    if only_begun(secret):
        texts.setdefault(credential.secret_field(), []).append(secret)
    return tuple(
        Unclosed(name, message_of(one.name))
        for name, held in texts.items()
        for text in held
        for one in unclosed(text)
    )


def row_remark(row: Row) -> str:
    """Return what is wrong with the variables of a row that is sent."""
    found = (*unclosed(row.name), *unclosed(row.value)) if row.enabled and not row.fixed else ()
    return message_of(found[0].name) if found else ""


def explain_rows(rows: KeyValueRows, tools: Tools) -> None:
    """Let a table mask its secrets, and say what is wrong with its rows."""
    rows.shown = lambda row: shown_value(row, tools)
    rows.remark = row_remark


def rows_remark(rows: Iterable[Row]) -> str:
    """Return what is wrong with the first row that something is wrong with, and its name."""
    found = ((row.name, row_remark(row)) for row in rows)
    return next((f"{name}: {said}" if name else said for name, said in found if said), "")


# ---------------- Reads and replaces a value inside a request by its dotted path
PROXY_LOGIN = "options.proxy_credential"
PROXY_KIND = f"{PROXY_LOGIN}.kind"


def value_at(request: Request, path: str) -> Any:
    """Return the value at a path; None where this request has no such field."""
    if path == PROXY_KIND and not request.options.proxy_credential.is_given:
        return Basic.tag()  # it begins to exist when its first field is filled in
    record: Any = request
    for name in path.split("."):
        record = _at(record, name)
    return record


def _at(record: Any, name: str) -> Any:
    if isinstance(record, tuple):
        return record[int(name)] if int(name) < len(record) else None
    return getattr(record, name, None)


def with_value(request: Request, path: str, value: object) -> Request:
    """Return the request with another value at the path."""
    if path == PROXY_KIND:
        path, value = PROXY_LOGIN, of_kind(str(value), request.options.proxy_credential)
    changed: Request = _replace(request, path.split("."), value)
    if changed.options.proxy_credential == Basic():
        options = msgspec.structs.replace(changed.options, proxy_credential=NoCredential())
        return msgspec.structs.replace(changed, options=options)
    return changed


def _replace(record: Any, names: list[str], value: object) -> Any:
    name, *rest = names
    if isinstance(record, tuple):
        at = int(name)
        inner = _replace(record[at], rest, value) if rest else value
        return (*record[:at], inner, *record[at + 1 :])
    if record == NoCredential():
        record = Basic()  # a proxy login begins to exist when its first field is filled in
    inner = _replace(getattr(record, name), rest, value) if rest else value
    return msgspec.structs.replace(record, **{name: inner})


def secret_words(name: str) -> str:
    """Return what a variable that is a secret of the vault is called; empty for any other."""
    if not name.startswith(VAULT):
        return ""
    label = label_of(SecretRef(place="keyring", name=name.removeprefix(VAULT)))
    return tr("[secret]") if label == "secret" else tr("[secret {name}]", name=label)


# ---------------- What a row shows while it is not edited: secrets masked
def shown_value(row: Row, tools: Tools) -> str:
    """Return the value, its secrets masked by name, by shape, or because the vault knows them."""
    if not tools.choices.value.secrets_hidden or not row.value or "{{" in row.value:
        return NAME.sub(lambda found: secret_words(found[1]) or found[0], row.value)
    shown = masked_value(Header(row.name, latin1(row.value)), known_of(tools))
    return (
        mask(row.value)
        if shown == row.value and is_secret_pair(row.name, row.value, is_form=True)
        else shown
    )


# ---------------- Moves typed secrets to the vault once editing ends
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
