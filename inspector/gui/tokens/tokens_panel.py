"""The sidebar of tokens: paste one, or open one that the open tabs sent or received."""

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QTimer,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.gui.forms.line_icon import LineIcon
from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.widgets.painting import inset
from inspector.model.annotation import Level
from inspector.presentation.tokens.seen_tokens import SeenToken, seen_tokens
from inspector.wording import tr

# ---------------- How a token of the sidebar looks: each line cut, the tooltip has it whole
HEIGHT = 48
_INSET, _ICON, _GAP, _LINE = 10, 15, 9, 17
_ICONS: dict[Level, tuple[str, str]] = {
    "bad": ("circle-x", "err"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "info": ("circle-dashed", "text3"),
}


def seen_painter(theme: Theme, view: QWidget) -> RowPainter:
    """Return what paints rows that stand for a SeenToken."""
    return RowPainter(theme, view, RowShape(rooms=_rooms), lambda index, _: _look(index))


def _rooms(theme: Theme, rect: QRect, _row: Row) -> tuple[QRect, ...]:
    px = theme.px
    left, line = rect.x() + px(_INSET), px(_LINE)
    top = rect.y() + (rect.height() - 2 * line) // 2
    upper = QRect(left, top, rect.right() - left - px(_INSET) + 1, line)
    return upper, upper.adjusted(px(_ICON + _GAP), line, 0, line)


def _look(index: Index) -> Row | None:
    seen = record_at(index)
    if not isinstance(seen, SeenToken):
        return None
    icon, ink = _ICONS[seen.level]
    sign = Part(icon=icon, ink=ink, icon_size=_ICON, gap=_GAP)
    title = RowLine(left=(sign,), main=Part(text=seen.title, size=13, weight=SEMIBOLD))
    return Row(lines=(title, RowLine(main=Part(text=seen.state, ink="text2"))))


_SIDE = 14


class TokensPanel(SidebarPanel):
    """Looks through the open tabs whenever it is shown or an answer comes."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tr("Tokens seen"))
        self._tools = tools
        self.paste = QLineEdit()
        self.paste.setObjectName("token_paste")
        self.paste.setPlaceholderText(tr("Paste a token"))
        self.paste.setAccessibleName(tr("Paste a token, then press Enter"))
        self.paste.setEchoMode(QLineEdit.EchoMode.Password)
        LineIcon(self._tools.theme, self.paste, "clipboard-paste")
        self.list = PlainList("tokens_list", tr("Tokens of the open tabs"))
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(seen_painter(tools.theme, self.list))
        set_kind(self.list, "rows")
        self.empty = EmptyState(
            tools.theme,
            tr("No tokens yet"),
            tr("Tokens that the open tabs send or receive appear here."),
            centred=False,
        )
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.setSpacing(8)
        self.column.addLayout(inset(self.paste, _SIDE, 8))
        for widget in (self.list, self.empty):  # their rows begin a little inside
            self.column.addLayout(inset(widget, _SIDE - 4, 8), 1)
        self.paste.returnPressed.connect(self._open_pasted)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        tools.tabs.changed.connect(self._changed)
        tools.tabs.activated.connect(self._choose)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came meanwhile."""
        super().showEvent(event)
        self._soon()

    def _changed(self, _document: object) -> None:
        self._soon()

    def _soon(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """Look for tokens away from the window's thread."""
        tabs = tuple(
            (tab, tab.title, tab.attempts.answers)
            for tab in self._tools.tabs.documents
            if isinstance(tab, RequestDocument) and tab.attempts.answers
        )
        job = self._tools.background.compute(seen_tokens, tabs)
        job.succeeded.connect(self.show_tokens)

    def show_tokens(self, tokens: tuple[SeenToken, ...]) -> None:
        """List these; the one whose tab is active is chosen."""
        height = self._tools.theme.row(HEIGHT, lines=2)
        self.list.show_rows(tuple(_row(seen, height) for seen in tokens))
        self.list.setVisible(bool(tokens))
        self.empty.setVisible(not tokens)
        self._choose(self._tools.tabs.active)

    def _choose(self, document: object) -> None:
        """Choose the row of the active tab."""
        text = document.topic if isinstance(document, TokenDocument) else None
        found = (row.record for row in self.list.plain.rows)
        places = (at for at, seen in enumerate(found) if _text(seen) == text)
        self.list.setCurrentRow(next(places, -1))

    def _open(self, index: QModelIndex) -> None:
        seen: SeenToken = self.list.plain.record(index)
        tab = seen.tab if isinstance(seen.tab, RequestDocument) else None
        known = next(
            (
                each
                for each in self._tools.tabs.documents
                if isinstance(each, TokenDocument) and each.topic == seen.found.text
            ),
            None,
        )
        if known is not None:
            self._tools.tabs.activate(known)
            return
        self._tools.tabs.open(
            TokenDocument(seen.found.text, exchange=seen.exchange, tab=tab, place=seen.found.place)
        )

    def _open_pasted(self) -> None:
        text = self.paste.text().strip()
        self.paste.clear()
        if text:
            self._tools.tabs.open(TokenDocument(text))


def _row(seen: SeenToken, height: int) -> PlainRow:
    place = tr("Found in {place}.", place=seen.found.place)
    cell = PlainCell(
        text=tr("{token}, {state}", token=seen.title, state=seen.state),
        tip="\n".join((seen.title, seen.state, place, _uses(seen))),
    )
    return PlainRow(cells=(cell,), record=seen, height=height)


def _text(seen: object) -> str | None:
    return seen.found.text if isinstance(seen, SeenToken) else None


def _uses(seen: SeenToken) -> str:
    return tr("Met {count} times in the open tabs.", count=seen.uses)
