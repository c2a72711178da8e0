"""A tab with a token taken apart: its life, its parts, its signature, and every check at once."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.check import Check
from inspector.annotate.tokens.checks import checked, checks, closing
from inspector.annotate.tokens.expected import Expected, expected_by
from inspector.annotate.tokens.signatures import Signature
from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.tokens.claims_card import ClaimsCard
from inspector.gui.tokens.edit_card import EditCard
from inspector.gui.tokens.encoded_view import EncodedView
from inspector.gui.tokens.expected_card import ExpectedCard
from inspector.gui.tokens.presented import presented
from inspector.gui.tokens.signature_card import SignatureCard
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_rows import decoded_text
from inspector.gui.tokens.token_state import headline, life_marks
from inspector.gui.tokens.token_work import TokenWork
from inspector.gui.tokens.validity_bar import ValidityBar
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.gui.widgets.page import Page
from inspector.protocol import jose
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.token import Token

_LEFT, _SLIM, _LEAST, _CLAIMS = 400, 310, 420, 360
_SHARE = 36  # percent of the width for the cards at the left
_ANY = 16_777_215  # no limit, as Qt writes it


class TokenPage(Page):
    """Shows the token of the document's topic; decoding needs no network."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tr("Token"), " ", parent)
        self.title.setObjectName("token_title")
        self._tools = tools
        self._text = document.topic.strip()
        self._document = document if isinstance(document, TokenDocument) else None
        self._jws = jose.read(self._text)
        self._token: Token = decode(self._text)
        self._checks: tuple[Check, ...] = ()
        self.work = TokenWork(tools, self._text, self._document, self)
        self.bar = ValidityBar(tools.theme)
        self.encoded = EncodedView(tools.theme)
        self.signature = SignatureCard(tools.theme)
        self.expected = ExpectedCard(tools.theme)
        self.claims = ClaimsCard(tools.theme)
        self.edit = EditCard(tools.theme)
        self._lay_out()
        self._add_actions()
        self._connect()
        self._begin()

    # ------------------------------------------------------------ building
    def _lay_out(self) -> None:
        """Put it all into one pane that scrolls where the window is short."""
        bar = Card(self._tools.theme, 14)
        bar.column.addWidget(self.bar)
        self._bar_card = bar
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self._encoded_card(), self.signature, self.expected):
            column.addWidget(card)
        column.addStretch(1)
        self._pages = QWidget()
        pages = QVBoxLayout(self._pages)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self.claims)
        pages.addWidget(self.edit)
        self.edit.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self._left)
        self._row.addWidget(self._pages, 1)
        pane = Scrolled()
        pane.column.setContentsMargins(0, 0, 0, 0)
        pane.column.setSpacing(12)
        pane.column.addWidget(bar)
        pane.column.addLayout(self._row, 1)
        self.column.addWidget(pane, 1)
        self._tools.theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        """Stand beside each other where there is room for both, else below each other."""
        px = self._tools.theme.px
        narrow = self.width() < px(_SLIM + _LEAST)
        left = min(px(_LEFT), max(px(_SLIM), self.width() * _SHARE // 100))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._left.setMinimumWidth(0 if narrow else left)
        self._left.setMaximumWidth(_ANY if narrow else left)
        self._pages.setMinimumHeight(px(_CLAIMS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._size()

    def _encoded_card(self) -> Card:
        card = Card(self._tools.theme)
        card.column.addWidget(Label(tr("Encoded"), "heading"))
        card.column.addWidget(self.encoded)
        # Of a signed token the cards below say what is merely to be known.
        told = [one for one in self._token.remarks if not self._is_signed or one.level != "info"]
        for remark in told:
            card.column.addWidget(InlineCheck(self._tools.theme, remark.text, remark.level))
        return card

    def _add_actions(self) -> None:
        theme = self._tools.theme
        self.renew = Button(theme, tr("Renew token"), "primary", "refresh-cw")
        self.change = Button(theme, tr("Edit and resend"), "secondary", "pencil")
        copy = Button(theme, tr("Copy decoded"), "secondary", "copy")
        self.renew.setVisible(self.work.can_renew)
        self.change.setVisible(self._is_signed and self.work.can_resend)
        self.renew.clicked.connect(self.work.renew)
        self.change.clicked.connect(self._begin_editing)
        copy.clicked.connect(self._copy)
        for button in (self.renew, self.change, copy):
            self.add_action(button)

    def _connect(self) -> None:
        self.expected.changed.connect(self._judge)
        self._tools.choices.changed.connect(self._choose)
        self.signature.fetch_asked.connect(self.work.fetch_keys)
        self.signature.key_given.connect(self.work.check)
        self.work.signature_found.connect(self.signature.show_signature)
        self.work.opened.connect(self._show_opened)
        self.edit.send_asked.connect(self._send_edited)
        self.edit.closed.connect(lambda: self._turn(editing=False))

    # ------------------------------------------------------------ showing
    @property
    def _is_signed(self) -> bool:
        return isinstance(self._jws, jose.Jws)

    def _begin(self) -> None:
        exchange = self._document.exchange if self._document is not None else None
        self.expected.show_expected(expected_by(exchange) if exchange else Expected())
        self.expected.setVisible(self._is_signed)
        self.signature.setVisible(self._is_signed or self.work.is_encrypted)
        if self.work.is_encrypted:
            text = tr("Only its header can be read. Use its private key to open it.")
            self.signature.show_signature(
                Signature(state="unchecked", title=tr("Encrypted"), text=text)
            )
        self.signature.allow_fetching("" if self.work.is_encrypted else self.work.issuer_host)
        self._judge()

    def _show_opened(self, token: "Token") -> None:
        """Show what was encrypted, now that a key opened it."""
        self._token = token
        self._judge()

    def _judge(self) -> None:
        """Check everything again: the expectations are others."""
        now, expected = datetime.now(UTC), self.expected.expected
        token = self._token
        if isinstance(self._jws, jose.Jws):
            self._checks = checks(self._jws, expected, now)
            token = checked(token, self._checks)
        told = headline(self._token, expected, now)
        self.title.setText(told.text)
        self.setAccessibleName(told.text)
        self.lead.setText(self.work.origin)
        self.lead.setVisible(bool(self.work.origin))
        self.bar.show_marks(life_marks(self._token, expected, now))
        self._bar_card.setVisible(self.bar.isVisibleTo(self._bar_card))
        self._show_token(token)
        self.claims.show_closing(closing(self._checks) if self._is_signed else "")

    def _show_token(self, token: "Token") -> None:
        """Show the token's parts; in presentation mode no claim is readable or editable."""
        hidden = self._tools.choices.value.presentation
        shown = presented(token) if hidden else token
        self.encoded.show_token(shown.masked)
        self.claims.show_token(shown, "" if hidden or not self._is_signed else self._text)
        self.change.setEnabled(not hidden)
        if hidden:
            self._turn(editing=False)

    def _choose(self, _choice: object) -> None:
        self._judge()

    # ------------------------------------------------------------ doing
    def _begin_editing(self) -> None:
        if isinstance(self._jws, jose.Jws):
            header, claims = (
                json.dumps(members, indent=2, ensure_ascii=False)
                for members in (self._jws.header, self._jws.claims or {})
            )
            self.edit.edit(header, claims)
            self._turn(editing=True)

    def _turn(self, *, editing: bool) -> None:
        """Show the claims, or the fields to edit them."""
        self.claims.setVisible(not editing)
        self.edit.setVisible(editing)

    def _send_edited(self, header: str, claims: str, key: str) -> None:
        problem = self.work.resend_edited(header, claims, key)
        if problem:
            self.edit.show_problem(problem)

    def _copy(self) -> None:
        hidden = self._tools.choices.value.presentation
        copy_text(decoded_text(presented(self._token) if hidden else self._token))
        self._tools.notices.say(tr("Copied the decoded token, secrets masked."))
