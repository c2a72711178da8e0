"""Says whether the signature holds, and lets the user choose the key to check it with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QWidget

from inspector.annotate.tokens.signatures import Signature, unchecked
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label
from inspector.wording import tr

_LOOKS = {
    "valid": ("shield-check", "ok"),
    "invalid": ("shield-x", "err"),
    "unchecked": ("circle-dashed", "text3"),
}
_LINES = 64


class SignatureCard(Card):
    """fetch_asked(): by the issuer's published keys. key_given(str): by this key."""

    fetch_asked = Signal()
    key_given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.setObjectName("signature_card")
        self._icon = QLabel()
        self._state = "unchecked"
        self.title = Label("", "heading")
        self.text = Label("", "quiet", wrap=True)
        self.fetch = Button(theme, tr("Fetch the issuer's keys"), "link", "download")
        self.other = Button(theme, tr("Use a key…"), "link", "key-round")
        self.key = QPlainTextEdit()
        self.key.setObjectName("signature_key")
        self.key.setAccessibleName(tr("Key: JWKS, JWK, PEM, shared secret or word list"))
        self.key.setPlaceholderText(tr("JWKS, JWK, PEM, a shared secret, or words to try"))
        self.key.setTabChangesFocus(True)
        set_kind(self.key, "code")
        self.check = Button(theme, tr("Check"), "small", "check")
        self._lay_out()
        self.fetch.clicked.connect(self.fetch_asked)
        self.other.clicked.connect(self._toggle_key)
        self.check.clicked.connect(lambda: self.key_given.emit(self.key.toPlainText().strip()))
        theme.changed.connect(self._renew)
        self.show_signature(unchecked(tr("That needs the issuer's key. Nothing was fetched.")))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self.title, 1)
        ways = QWidget()
        flow = FlowLayout(ways)
        flow.addWidget(self.fetch)
        flow.addWidget(self.other)
        self.key.setFixedHeight(self._theme.code_px(_LINES))
        self.column.addLayout(head)
        self.column.addWidget(self.text)
        self.column.addWidget(ways)
        self.column.addWidget(self.key)
        self.column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.key.hide()
        self.check.hide()

    def show_signature(self, signature: Signature) -> None:
        """Show what a check found."""
        self._state = signature.state
        self.title.setText(signature.title)
        self.text.setText(signature.text)
        self._renew()

    def allow_fetching(self, host: str) -> None:
        """Offer the issuer's published keys; empty where it names no address."""
        self.fetch.setVisible(bool(host))
        self.fetch.setToolTip(
            tr("Asks {host} for its public keys; nothing of yours is sent.", host=host)
        )

    def _toggle_key(self) -> None:
        shown = not self.key.isVisible()
        self.key.setVisible(shown)
        self.check.setVisible(shown)
        if shown:
            self.key.setFocus()

    def _renew(self) -> None:
        name, token = _LOOKS[self._state]
        self._icon.setPixmap(self._theme.pixmap(name, token, 18, self.devicePixelRatioF()))
        self.key.setFixedHeight(self._theme.code_px(_LINES))
