"""Says whether the signature holds, and lets the user choose the key to check it with."""

import re
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from inspector.annotate.tokens.decryption import Opened
from inspector.annotate.tokens.signatures import Signature, unchecked
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.cards.expected_card import ExpectedCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.scrolled import bring_soon
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.secret import SecretRef
from inspector.protocol.tokens.jose import Jws
from inspector.wording import tr

# ---------------- A button that offers the values of the vault by name, as keys
_RANDOM = re.compile(r"-[0-9a-f]{12}$")  # what keeps names of the vault apart
_PLACES = ("keyring", "memory", "environment")
_MOST = 30


class VaultKeys(Button):
    """chosen(SecretRef, str): this value, and its name."""

    chosen = Signal(object, str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, tr("From the vault…"), "link", "vault")
        self._tools = tools
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        """Ask the vault, which may take its time, and offer what it has."""
        job = self._tools.background.follow(self._tools.vault.names())
        job.succeeded.connect(self._offer)
        job.failed.connect(self._tell)

    def _offer(self, names: tuple[str, ...]) -> None:
        if not self.isVisible():
            return
        known = known_keys(names, self._tools.environments.values())
        entries = tuple(
            Entry(name, partial(self.chosen.emit, ref, name), "key-round")
            for name, ref in known.items()
        )
        nothing = (Entry(tr("The vault holds no values yet"), enabled=False),)
        menu = menu_of(self, entries or nothing, self._tools.theme)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tell(self, error: object) -> None:
        text = tr("The vault can't be read: {reason}", reason=str(error)[:200])
        self._tools.notices.warn(text)


def known_keys(
    names: tuple[str, ...], variables: dict[str, str | SecretRef]
) -> dict[str, SecretRef]:
    """Return the secret variables in force, then the values of the vault, each under its name."""
    found = {
        name: value
        for name, value in variables.items()
        if isinstance(value, SecretRef) and value.place in _PLACES
    }
    taken = {ref.name for ref in found.values()}
    for name in names:
        if name not in taken:
            short = _RANDOM.sub("", name)
            found[name if short in found else short] = SecretRef(place="keyring", name=name)
    return dict(list(found.items())[:_MOST])


_LOOKS = {
    "valid": ("shield-check", "ok"),
    "invalid": ("shield-x", "err"),
    "unchecked": ("circle-dashed", "text3"),
}
_LINES = 64


_PAUSE = 250  # milliseconds without a key


class KeyField(QPlainTextEdit):
    """A key is typed or pasted. entered(): Enter was pressed. paused(): the typing rests."""

    entered = Signal()
    paused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.paused)
        self.textChanged.connect(self._timer.start)

    def be_quiet(self) -> None:
        """Tell of no pause in what was typed so far."""
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter checks; with Shift it begins a new line."""
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SignatureCard(Card):
    """fetch_asked(): by the issuer's published keys. again_asked(): as it was checked last.

    key_given(str): by this key. key_typed(str): so far, nobody is asked for it.
    key_chosen(SecretRef): by this value of the vault. inside_asked(): the token inside an opened
    one, by itself.
    """

    fetch_asked = Signal()
    again_asked = Signal()
    key_given = Signal(str)
    key_typed = Signal(str)
    key_chosen = Signal(object)
    inside_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("signature_card")
        theme = tools.theme
        self._icon = Picture()
        self._state = "unchecked"
        self._host = ""
        self.title = Label("", "heading", wrap=True)
        self.text = Label("", "small", wrap=True)
        self.again = Button(theme, tr("Check again"), "link")
        self.fetch = Button(theme, tr("Fetch the issuer's keys"), "link", "download")
        self.other = Button(theme, tr("Use a key…"), "link", "key-round")
        self.kept = VaultKeys(tools)
        self.inside = Button(theme, tr("Inspect the token inside"), "link", "scan-search")
        self.inside.hide()
        self.key: KeyField | None = None
        self._lay_out()
        self.again.clicked.connect(self.again_asked)
        self.fetch.clicked.connect(self.fetch_asked)
        self.other.clicked.connect(self._toggle_key)
        self.inside.clicked.connect(self.inside_asked)
        self.kept.chosen.connect(lambda ref, _name: self.key_chosen.emit(ref))
        theme.changed.connect(self._renew)
        self.begin("", encrypted=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self.title, 1)
        head.addWidget(self.again)
        flow = FlowLayout(gap=4)
        for way in (self.inside, self.fetch, self.other, self.kept):
            flow.addWidget(way)
        self.column.setSpacing(4)
        self.column.addLayout(head)
        self.column.addWidget(self.text)
        self.column.addLayout(flow)
        self._holder = QWidget(self)
        self._holder.hide()
        self.column.addWidget(self._holder)

    def show_signature(self, signature: Signature) -> None:
        """Show what a check found, or that it goes on."""
        self._state = signature.state
        self.title.setText(signature.title)
        self.text.setText(signature.text)
        self.again.setVisible(signature.state != "unchecked" or bool(signature.fit))
        self.fetch.setVisible(bool(self._host) and signature.state == "unchecked")
        self._renew()

    def begin(self, host: str, *, encrypted: bool) -> None:
        """Say what is needed; host: whose published keys can be fetched, empty for none."""
        self.offer(host)
        if encrypted:
            text = tr("Only its header can be read. Use its private key to open it.")
            title = tr("Encrypted")
            self.show_signature(Signature(state="unchecked", title=title, text=text))
        elif host:
            text = tr("That needs a key of {host}. Nothing was fetched.", host=host)
            self.show_signature(unchecked(text))
        else:
            self.show_signature(unchecked(tr("That needs the key. Nothing was fetched.")))

    def offer(self, host: str) -> None:
        """Offer to fetch keys from a host; a click agrees to that one only. Empty: from none."""
        self._host = host
        set_tip(
            self.fetch, tr("Asks {host} for its public keys; nothing of yours is sent.", host=host)
        )

    def begin_unsigned(self) -> None:
        """Say that there is nothing to check: alg is none, or XML that nobody signed."""
        text = tr("There is no signature to check: anybody can make it.")
        self.show_signature(Signature(state="invalid", title=tr("Not signed"), text=text))
        for way in (self.again, self.fetch, self.other, self.kept):
            way.hide()

    def _toggle_key(self) -> None:
        if self.key is None:
            self.key = self._key_field(self._holder)
        else:
            self._holder.setVisible(self._holder.isHidden())
        (self.other if self._holder.isHidden() else self.key).setFocus()
        bring_soon(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the field for a key away."""
        if event.key() == Qt.Key.Key_Escape and not self._holder.isHidden():
            self._toggle_key()
        else:
            super().keyPressEvent(event)

    def _key_field(self, holder: QWidget) -> KeyField:
        """Make the field for a key when it is first wanted."""
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        field = KeyField(holder)
        field.setObjectName("signature_key")
        field.setAccessibleName(tr("Key: JWKS or its address, JWK, PEM, secret or word list"))
        field.setPlaceholderText(tr("JWKS or its address, JWK, PEM, a secret, or words to try"))
        field.setTabChangesFocus(True)
        set_kind(field, "code")
        # Qt looks for ends of words in time that grows with the square of a line without any.
        field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        field.setFixedHeight(self._theme.code_px(_LINES))
        check = Button(self._theme, tr("Check"), "small", "check")
        check.setObjectName("signature_check")
        check.clicked.connect(self._give)
        field.entered.connect(self._give)
        field.paused.connect(lambda: self.key_typed.emit(field.toPlainText().strip()))
        column.addWidget(field)
        column.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
        holder.show()
        return field

    def _give(self) -> None:
        if self.key is not None:
            self.key.be_quiet()
            self.key_given.emit(self.key.toPlainText().strip())

    def _renew(self) -> None:
        name, token = _LOOKS[self._state]
        self._icon.setPixmap(self._theme.pixmap(name, token, 18, self.devicePixelRatioF()))
        if self.key is not None:
            self.key.setFixedHeight(self._theme.code_px(_LINES))


# ---------------- What an encrypted token holds once a key opened it
class TokenInside(QObject):
    """read: the token inside, None until it is known."""

    def __init__(
        self, tools: Tools, own: TokenDocument, signature: SignatureCard, expected: ExpectedCard
    ) -> None:
        super().__init__(signature)
        self._tools = tools
        self._own = own
        self._signature = signature
        self._expected = expected
        self.read: Jws | None = None
        signature.inside_asked.connect(self.inspect)

    def take(self, opened: Opened) -> None:
        """Ask what the API expects of it; only one that is signed is a token of its own."""
        self.read = opened.inside
        self._expected.setVisible(self.read is not None)
        self._signature.inside.setVisible(self.read is not None and bool(self.read.signature))

    def inspect(self) -> None:
        """Open the token inside in a tab of its own, to check its signature."""
        if self.read is not None:
            made = TokenDocument(
                self.read.compact,
                exchange=self._own.exchange,
                tab=self._own.tab,
                place=tr("the encrypted token"),
            )
            self._tools.tabs.open(made)
