"""Turns a token's page to the fields that edit it, and back to its claims."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.tokens.cards.claims_card import ClaimsCard
from inspector.gui.tokens.cards.signature_card import VaultKeys
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_panes import TokenPanes
from inspector.gui.tokens.token_resending import TokenResending
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.scrolled import bring_soon
from inspector.gui.widgets.tooltip import set_tip
from inspector.protocol.tokens import jose
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.secret import SecretRef


# ---------------- Edits a token's header and claims
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


class TokenEditing(QObject):
    """card: the fields, made when they are first wanted; they stand in the claims' place.

    turned(bool): whether they are shown. own: keeps what is typed for a page that is made anew,
    but no key.
    """

    turned = Signal(bool)

    def __init__(
        self,
        tools: Tools,
        own: TokenDocument,
        panes: TokenPanes,
        claims: ClaimsCard,
        resending: TokenResending,
    ) -> None:
        super().__init__(panes)
        self._tools = tools
        self._own = own
        self._panes = panes
        self._claims = claims
        self._resending = resending
        self.card: EditCard | None = None
        self._asked_from: QWidget | None = None
        resending.refused.connect(self._refuse)

    def begin(self, read: object) -> None:
        """Show the fields with a token's header and claims; read: as `jose.read` returned it."""
        if not isinstance(read, jose.Jws):
            return
        if self.card is None:
            self.card = EditCard(self._tools)
            self.card.send_asked.connect(self._resending.resend)
            self.card.closed.connect(self._close)
            self._panes.add_beside(self.card)
            for field in (self.card.header, self.card.claims):
                field.textChanged.connect(self._keep)
        header, claims = self._own.edited or (
            json.dumps(members, indent=2, ensure_ascii=False)
            for members in (read.header, read.claims or {})
        )
        self._asked_from = self._panes.window().focusWidget()
        self.turn(editing=True)
        self.card.edit(header, claims)
        bring_soon(self.card.claims)

    def resume(self, read: object) -> None:
        """Go on editing where another page of the same token was left."""
        if self._own.edited is not None:
            self.begin(read)

    def _keep(self) -> None:
        if self.card is not None:
            self._own.edited = self.card.header.toPlainText(), self.card.claims.toPlainText()

    def turn(self, *, editing: bool) -> None:
        """Show the claims, or the fields to edit them."""
        self._claims.setVisible(not editing)
        if self.card is not None:
            self.card.setVisible(editing)
        self._panes.fit()
        self.turned.emit(editing)

    def _close(self) -> None:
        self._own.edited = None
        self.turn(editing=False)
        if self._asked_from is not None and self._asked_from.isVisible():
            self._asked_from.setFocus()

    def _refuse(self, problem: str) -> None:
        if self.card is not None:
            self.card.show_problem(problem)
