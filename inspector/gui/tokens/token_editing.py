"""Turns a token's page to the fields that edit it, and back to its claims."""

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.tokens.claims_card import ClaimsCard
from inspector.gui.tokens.edit_card import EditCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_panes import TokenPanes
from inspector.gui.tokens.token_resending import TokenResending
from inspector.gui.widgets.scrolled import bring_soon
from inspector.protocol.tokens import jose


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
