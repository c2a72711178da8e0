"""Edits a token's header and claims; sends it signed anew, or with the signature it had."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.wording import tr


class EditCard(Card):
    """send_asked(header, claims, key): key is empty to keep the signature. closed(): no more."""

    send_asked = Signal(str, str, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("edit_card")
        self.header, self.claims, self.key = (QPlainTextEdit() for _ in range(3))
        names = {
            self.header: ("edit_header", tr("Header")),
            self.claims: ("edit_claims", tr("Claims")),
            self.key: ("edit_key", tr("Key: shared secret, private key as PEM, or JWK")),
        }
        self.column.addWidget(Label(tr("Edit and resend"), "heading"))
        for field, (name, title) in names.items():
            field.setObjectName(name)
            field.setTabChangesFocus(True)
            set_kind(field, "code")
            self.column.addWidget(FieldLabel(title, field))
            self.column.addWidget(field, 3 if field is self.claims else 1)
        self.problem = InlineCheck(theme)
        self.column.addWidget(self.problem)
        self.column.addWidget(self._buttons(theme))

    def _buttons(self, theme: Theme) -> QWidget:
        sign = Button(theme, tr("Sign and resend"), "primary", "send")
        keep = Button(theme, tr("Keep the signature and resend"), "secondary", "send")
        keep.setToolTip(tr("The signature will not verify: shows whether the server checks it."))
        cancel = Button(theme, tr("Cancel"), "ghost")
        sign.clicked.connect(self._ask_signed)
        keep.clicked.connect(lambda: self._ask(""))
        cancel.clicked.connect(self.closed)
        holder = QWidget()
        row = FlowLayout(holder)
        for button in (sign, keep, cancel):
            row.addWidget(button)
        return holder

    def edit(self, header: str, claims: str) -> None:
        """Begin with these, as JSON text."""
        self.header.setPlainText(header)
        self.claims.setPlainText(claims)
        self.problem.show_check("")
        self.claims.setFocus()

    def show_problem(self, text: str) -> None:
        """Say why it can't be sent."""
        self.problem.show_check(text, "bad")

    def _ask_signed(self) -> None:
        key = self.key.toPlainText().strip()
        if key:
            self._ask(key)
        else:
            self.show_problem(tr("Give the key to sign with, or keep the signature."))

    def _ask(self, key: str) -> None:
        self.send_asked.emit(self.header.toPlainText(), self.claims.toPlainText(), key)
