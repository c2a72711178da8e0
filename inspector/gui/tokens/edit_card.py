"""Edits a token's header and claims; sends it signed anew, or with the signature it had."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from inspector.gui.state.tools import Tools
from inspector.gui.tokens.vault_keys import VaultKeys
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.tooltip import set_tip
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.secret import SecretRef


_HEADER, _CLAIMS, _KEY = 88, 190, 50  # four, ten and two lines


class EditCard(Card):
    """send_asked(header, claims, key): a text, a SecretRef, or empty to keep the signature.

    closed(): no more.
    """

    send_asked = Signal(str, str, object)
    closed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self.setObjectName("edit_card")
        self._ref: SecretRef | None = None
        self.header, self.claims, self.key = (QPlainTextEdit() for _ in range(3))
        names = {
            self.header: ("edit_header", tr("Header")),
            self.claims: ("edit_claims", tr("Claims")),
            self.key: ("edit_key", tr("Key: shared secret, private key as PEM, or JWK")),
        }
        self.kept = VaultKeys(tools)
        self.kept.chosen.connect(self._choose)
        self.column.addWidget(Label(tr("Edit and resend"), "heading"))
        for field, (name, title) in names.items():
            field.setObjectName(name)
            field.setTabChangesFocus(True)
            set_kind(field, "code")
            # Qt looks for ends of words in time that grows with the square of a line without any.
            field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
            self.column.addLayout(self._titled(FieldLabel(title, field), field))
            self.column.addWidget(field, 1 if field is self.claims else 0)
        tools.theme.changed.connect(self._fit)
        self._fit()
        self.key.textChanged.connect(self._typed)
        self.problem = InlineCheck(tools.theme)
        self.column.addWidget(self.problem)
        self.column.addLayout(self._buttons(tools))

    def _titled(self, label: FieldLabel, field: QPlainTextEdit) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label, 1)
        if field is self.key:
            row.addWidget(self.kept)
        return row

    def _buttons(self, tools: Tools) -> FlowLayout:
        sign = Button(tools.theme, tr("Sign and resend"), "primary", "send")
        keep = Button(tools.theme, tr("Keep the signature and resend"), "secondary", "send")
        set_tip(keep, tr("The signature will not verify: shows whether the server checks it."))
        cancel = Button(tools.theme, tr("Cancel"), "ghost")
        sign.clicked.connect(self._ask_signed)
        keep.clicked.connect(lambda: self._ask(""))
        cancel.clicked.connect(self.closed)
        row = FlowLayout()
        for button in (sign, keep, cancel):
            row.addWidget(button)
        return row

    def _fit(self) -> None:
        """Show a header whole, some claims at least, and where a key begins."""
        px = self._theme.code_px
        self.header.setFixedHeight(px(_HEADER))
        self.claims.setMinimumHeight(px(_CLAIMS))
        self.key.setFixedHeight(px(_KEY))

    def edit(self, header: str, claims: str) -> None:
        """Begin with these, as JSON text."""
        self.header.setPlainText(header)
        self.claims.setPlainText(claims)
        self.problem.show_check("")
        self.claims.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def show_problem(self, text: str) -> None:
        """Say why it can't be sent."""
        self.problem.show_check(text, "bad")

    def _choose(self, ref: "SecretRef", name: str) -> None:
        """Sign with a value of the vault; only its name is shown."""
        self.key.clear()
        self.key.setPlaceholderText(tr("{name}, from the vault", name=name))
        self._ref = ref

    def _typed(self) -> None:
        self._ref = None
        self.key.setPlaceholderText("")

    def _ask_signed(self) -> None:
        key = self._ref or self.key.toPlainText().strip()
        if key:
            self._ask(key)
        else:
            self.show_problem(tr("Give the key to sign with, or keep the signature."))

    def _ask(self, key: "str | SecretRef") -> None:
        self.show_problem("")  # what was wrong before may be right now
        self.send_asked.emit(self.header.toPlainText(), self.claims.toPlainText(), key)
