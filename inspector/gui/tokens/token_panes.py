"""Lays a token's page out: the bar above, the cards at the left, the claims beside them."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.tokens.cards.claims_card import ClaimsCard
from inspector.gui.tokens.cards.encoded_card import EncodedCard
from inspector.gui.tokens.cards.expected_card import ExpectedCard
from inspector.gui.tokens.cards.life_card import LifeCard
from inspector.gui.tokens.cards.signature_card import SignatureCard, TokenInside
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.validity_bar import ValidityBar
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.scrolled import Scrolled

_GAP = 12
_LEFT, _SLIM, _LEAST, _CLAIMS = 410, 304, 420, 380
_SHARE = 38  # percent of the width for the cards at the left
_STACKED = 1600  # the most that claims take above the other cards
_ANY = 16_777_215  # no limit, as Qt writes it


class TokenPanes(Scrolled):
    """One pane that scrolls where the window is short."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.above = Card(theme, 14)
        self._left, self._right = QWidget(), QWidget()
        self._cards = _column(self._left)
        self._cards.addStretch(1)
        # In a pane of its own: a limit of its height would overrule how high it wants to be.
        self._tall = QWidget()
        self._beside = _column(self._tall)
        self._beside.addStretch(0)
        right = _column(self._right)
        right.addWidget(self._tall, 1)
        right.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._left)
        self._row.addWidget(self._right, 1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_GAP)
        self.column.addWidget(self.above)
        self.column.addLayout(self._row, 1)
        theme.changed.connect(self._size)
        self._size()

    def add_card(self, card: QWidget) -> None:
        """Put one more card below those at the left."""
        self._cards.insertWidget(self._cards.count() - 1, card)

    def add_beside(self, widget: QWidget) -> None:
        """Put what takes the room at the right."""
        self._beside.insertWidget(self._beside.count() - 1, widget, 1)

    def show_above(self, *, shown: bool) -> None:
        """Show or hide what stands above both columns."""
        if shown != self.above.isVisibleTo(self):
            self.above.setVisible(shown)
            self._size()

    def fit(self) -> None:
        """Give what stands beside the cards the height that it needs now."""
        self._beside.activate()
        self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Stand beside each other where there is room for both, else the claims above the rest."""
        px = self._theme.px
        narrow = self.width() < px(_SLIM + _LEAST)
        left = min(px(_LEFT), max(px(_SLIM), self.width() * _SHARE // 100))
        way = QBoxLayout.Direction
        self._row.setDirection(way.BottomToTop if narrow else way.LeftToRight)
        self._left.setMinimumWidth(0 if narrow else left)
        self._left.setMaximumWidth(_ANY if narrow else left)
        self._right.setMinimumHeight(0 if narrow else px(_CLAIMS))
        above = self.above.sizeHint().height() + _GAP if self.above.isVisibleTo(self) else 0
        # In sight as a whole, however long the other column is; above it, all usual rows.
        needed = self._tall.minimumSizeHint().height()
        if self._beside.hasHeightForWidth():
            needed = self._beside.minimumHeightForWidth(self._tall.width())
        least = max(px(_CLAIMS), needed)
        room = px(_STACKED) if narrow else self.viewport().height() - above
        self._tall.setMaximumHeight(max(room, least))


class TokenCards(TokenPanes):
    """The panes with the cards of one token. whole: returns its text, to be shown on demand."""

    def __init__(self, tools: Tools, document: TokenDocument, whole: Callable[[], str]) -> None:
        super().__init__(tools.theme)
        self.bar = ValidityBar(tools.theme)
        self.encoded = EncodedCard(tools.theme, tools.choices, whole)
        self.signature = SignatureCard(tools)
        self.expected = ExpectedCard(tools)
        self.life = LifeCard(tools, document.topic.strip())
        self.claims = ClaimsCard(tools.theme)
        self.inside = TokenInside(tools, document, self.signature, self.expected)
        self.above.column.addWidget(self.bar)
        for card in (self.encoded, self.signature, self.expected, self.life):
            self.add_card(card)
        self.add_beside(self.claims)
        for source in (self.encoded, self.claims.claims):
            source.pointed.connect(self.encoded.light)
            source.pointed.connect(self.claims.claims.light)


def _column(pane: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    return column
