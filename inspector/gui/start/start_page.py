"""The first page: paste what you have, or watch one of six causes being solved."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.start.demo_card import DemoCard
from inspector.gui.start.paste_box import PasteBox
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label, Picture, TitleLabel
from inspector.wording import tr

_WIDTH, _CARD = 820, 200
_COLUMNS = 3


class StartPage(QScrollArea):
    """The first card has the focus, so Enter alone leads to a verdict."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setAccessibleName(document.title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = PasteBox(tools.theme, tools.background)
        self.cards: list[DemoCard] = []
        self._place = Picture()
        page = QWidget()
        name_pane(page, "start_page")
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 0, 20, 20)
        self._column = QWidget()
        row.addStretch(1)
        row.addWidget(self._column, 20)
        row.addStretch(1)
        self._fill(QVBoxLayout(self._column))
        self.setWidget(page)
        self.box.diagnose.connect(lambda text: tools.actions.run("paste-anything", text))
        self.box.open_asked.connect(lambda: tools.actions.run("open-file"))
        tools.theme.changed.connect(self._renew)
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the first card the focus."""
        super().showEvent(event)
        if self.cards:
            # Once the window is up: a window that is just being shown takes the focus back.
            QTimer.singleShot(0, self.cards[0], self.cards[0].setFocus)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 62, 0, 0)
        column.setSpacing(0)
        for part, space in (
            (Label(tr("Why did you get a 401?"), "start-title", wrap=True), 6),
            (Label(self._promise(), "lead", wrap=True), 20),
            (Label(tr("cURL command, raw response, HAR or token"), "heading", wrap=True), 8),
            (self.box, 12),
        ):
            column.addWidget(part)
            column.addSpacing(space)
        column.addLayout(self._small_buttons())
        column.addSpacing(30)
        column.addLayout(self._demo_head())
        column.addSpacing(8)
        column.addLayout(self._demo_cards())
        column.addStretch(1)

    @staticmethod
    def _promise() -> str:
        return tr("Paste what you have. You get the cause, the proof, and the fix.")

    def _small_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        new = Button(self._tools.theme, tr("New request"), "small", "plus")
        new.clicked.connect(lambda: self._tools.actions.run("new-tab"))
        row.addWidget(new)
        row.addStretch(1)
        return row

    def _demo_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(TitleLabel(tr("Or watch one being solved"), "heading"))
        row.addStretch(1)
        row.addWidget(self._place)
        row.addWidget(TitleLabel(tr("Runs on this computer only"), "quiet"))
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out in as many columns as fit."""
        super().resizeEvent(event)
        self._arrange_cards()

    def _demo_cards(self) -> QGridLayout:
        from inspector.mocklab.practice import cards  # noqa: PLC0415 - only this page needs it

        self._grid = QGridLayout()
        self._grid.setSpacing(13)
        for each in cards():
            card = DemoCard(self._tools.theme, each.title, each.text, each.icon)
            card.setObjectName(f"demo_{each.slug}")
            card.clicked.connect(self._runner(each.slug))
            self.cards.append(card)
        return self._grid

    def _arrange_cards(self) -> None:
        room = min(self.viewport().width() - 40, self._tools.theme.px(_WIDTH))
        columns = max(1, min(_COLUMNS, room // self._tools.theme.px(_CARD)))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, int(place < columns))

    def _runner(self, slug: str) -> Callable[[], object]:
        return lambda: self._tools.actions.run("demo", slug)

    def _renew(self) -> None:
        theme = self._tools.theme
        self._column.setMaximumWidth(theme.px(_WIDTH))
        self._arrange_cards()
        self._place.setPixmap(theme.pixmap("server", "text3", 14, self.devicePixelRatioF()))
