"""The grid of results: arrow keys go from cell to cell, Enter or a click opens its attempt."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.gui.matrix.grid_model import DETAIL, SHOWN, GridModel
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import Entry, copy_entry, offer_menu
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, outlined, rounded
from inspector.presentation.matrix.cell_words import Shown, State
from inspector.wording import tr

# ---------------- The heads of the matrix
_HEADER_PAD = 10


class GridHeader(QHeaderView):
    """Both lines are whole in the tooltip and for screen readers."""

    def __init__(self, theme: Theme, way: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(way, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Return the room for two lines."""
        high = self._high() + self._theme.px(12)
        return QSize(self._theme.px(200), high)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint name and detail of a row or column."""
        model = self.model()
        theme, way = self._theme, self.orientation()
        name = str(model.headerData(section, way) or "")
        detail = str(model.headerData(section, way, DETAIL) or "")
        strong, plain = theme.font(12, SEMIBOLD), theme.font(12)
        high = QFontMetrics(strong).height()
        low = QFontMetrics(plain).height() if detail else 0
        room = rect.adjusted(theme.px(_HEADER_PAD), 0, -theme.px(6), 0)
        top = rect.y() + (rect.height() - high - low) // 2
        flat = way is Qt.Orientation.Horizontal
        end = Qt.TextElideMode.ElideRight if flat else _MIDDLE  # an address tells by its end
        painter.save()
        first = QRect(room.x(), top, room.width(), high)
        elided(painter, first, (name, strong, theme.colour("text")), _MIDDLE)
        second = QRect(room.x(), top + high, room.width(), low)
        elided(painter, second, (detail, plain, theme.colour("text2")), end)
        painter.restore()

    def _high(self) -> int:
        fonts = (self._theme.font(12, SEMIBOLD), self._theme.font(12))
        return sum(QFontMetrics(font).height() for font in fonts)


_MIDDLE = Qt.TextElideMode.ElideMiddle


Index = QModelIndex | QPersistentModelIndex

# ---------------- Paints a cell of the matrix
HEIGHT = 80
_ICON, _PAD, _GAP = 15, 8, 4
_LOOKS: dict[State, tuple[str, str, str, str]] = {  # icon, its colour, ground, line
    "accepted": ("circle-check", "ok", "ok_soft", "ok_line"),
    "refused": ("circle-x", "err", "err_soft", "err_line"),
    "unknown": ("circle-alert", "warn", "warn_soft", "warn_line"),
    "held": ("circle-slash", "text3", "bg", "border"),
    "planned": ("circle-dashed", "text3", "surface", "border"),
    "waiting": ("circle-dashed", "text3", "bg", "border"),
}


class GridCell(QStyledItemDelegate):
    """Every state has a sign and words; the tint only repeats them."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the least size of a cell."""
        return QSize(self._theme.px(120), self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        shown: Shown | None = index.data(SHOWN)
        if shown is None:
            return
        theme, box = self._theme, QRect(option.rect).adjusted(3, 3, -3, -3)
        _icon, token, ground, line = _LOOKS[shown.state]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(box), 6, theme.colour(ground))
        pen = QPen(theme.colour(line), 1)
        if shown.state in {"held", "planned", "waiting"}:
            pen.setStyle(Qt.PenStyle.DashLine)
        outlined(painter, QRectF(box), 6, pen)
        self._words(painter, box, shown, token)
        self._focus(painter, box, option.state)
        painter.restore()

    def _focus(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        flag = QStyle.StateFlag
        if state & flag.State_HasFocus:
            focus_ring(painter, self._theme, QRectF(box), 6)
        elif state & flag.State_MouseOver or state & flag.State_Selected:
            outlined(painter, QRectF(box), 6, QPen(self._theme.colour("ctl"), 1))

    def _words(self, painter: QPainter, box: QRect, shown: Shown, token: str) -> None:
        theme, px = self._theme, self._theme.px
        strong, plain = theme.font(12, SEMIBOLD), theme.font(12)
        line, low = QFontMetrics(strong).height(), QFontMetrics(plain).height()
        inner = box.adjusted(px(_PAD), px(7), -px(_PAD), -px(6))
        top = inner.y() + (line - px(_ICON)) / 2
        icon_at(painter, theme, (_LOOKS[shown.state][0], token, _ICON), QPointF(inner.x(), top))
        title = QRect(inner.x() + px(_ICON + 5), inner.y(), inner.width() - px(_ICON + 5), line)
        quiet = shown.state in {"held", "planned", "waiting"}
        elided(painter, title, (shown.title, strong, theme.colour("text2" if quiet else "text")))
        below = inner.adjusted(0, line + px(_GAP), 0, 0)
        if shown.same:
            last = QRect(below.x(), below.bottom() - low + 1, below.width(), low)
            self._same(painter, last, shown.same)
            below.setBottom(last.y() - 1)
        lines = max(1, below.height() // low)
        room = QRect(below.x(), below.y(), below.width(), lines * low)
        self._wrapped(painter, room, shown.text, lines)

    def _same(self, painter: QPainter, room: QRect, text: str) -> None:
        theme, px = self._theme, self._theme.px
        top = room.y() + (room.height() - px(12)) / 2
        icon_at(painter, theme, ("equal", "text2", 12), QPointF(room.x(), top))
        rest = room.adjusted(px(17), 0, 0, 0)
        elided(painter, rest, (text, theme.font(12), theme.colour("text2")))

    def _wrapped(self, painter: QPainter, room: QRect, text: str, lines: int) -> None:
        """Draw a sentence in so many lines, the last one cut."""
        font, colour = self._theme.font(12), self._theme.colour("text2")
        low = QFontMetrics(font).height()
        rest = text
        for place in range(lines):
            line = QRect(room.x(), room.y() + place * low, room.width(), low)
            whole = len(rest) if place == lines - 1 else _fitting(rest, font, room.width())
            elided(painter, line, (rest[:whole].rstrip(), font, colour))
            rest = rest[whole:].lstrip()


def _fitting(text: str, font: QFont, width: int) -> int:
    """Return how many characters of a text fit into a line, broken between words."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return line.textLength() if line.isValid() else len(text)


_LEAST, _MOST, _NAME, _NAME_MOST = 186, 330, 164, 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """asked(row, column): open the attempt of that cell."""

    asked = Signal(int, int)

    def __init__(self, theme: Theme, model: GridModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setObjectName("matrix_grid")
        self.setAccessibleName(tr("Results, a row for each request, a column for each credential"))
        set_kind(self, "bare")
        self.setHorizontalHeader(GridHeader(theme, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(GridHeader(theme, Qt.Orientation.Vertical, self))
        self.setItemDelegate(GridCell(theme, self))
        self._plain()
        model.modelReset.connect(self._share)
        self.clicked.connect(self._ask)
        offer_menu(self, theme, self._entries)
        theme.changed.connect(self._share)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or copy the cell with the focus."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER:
            self._ask(index)
        elif index.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Copy the cell with the focus in words."""
        copy_text(str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _entries(self) -> tuple[Entry, ...]:
        here = self.currentIndex()
        opens = Entry(
            tr("Open"), lambda: self._ask(here), "folder-open", tr("Enter"), here.isValid()
        )
        return opens, copy_entry(self, self._copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _plain(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _share(self) -> None:
        """Give the columns the width there is, within bounds; the rest scrolls."""
        px, count = self._theme.px, max(1, self.horizontalHeader().count())
        names = min(px(_NAME), _NAME_MOST, max(px(90), self.width() // 4))
        self.verticalHeader().setFixedWidth(names)
        room = self.width() - names - 2 * self.frameWidth() - 2
        each = min(max(room // count, px(_LEAST)), px(_MOST))
        self.horizontalHeader().setDefaultSectionSize(each)
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))

    def _ask(self, index: Index) -> None:
        self.asked.emit(index.row(), index.column())


# ---------------- The card at the right: the grid, or what to do while nothing is chosen
class GridCard(Card):
    """Follows the model: without rows or columns the empty state is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 6)
        self.model = GridModel(self)
        self.grid = GridView(theme, self.model)
        self.empty: QWidget = EmptyState(
            theme,
            tr("Nothing chosen yet"),
            tr("Tick requests and credentials at the left. The grid then shows what a run sends."),
            "columns-3",
        )
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.empty, 1)
        self.model.modelReset.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        filled = bool(self.model.rowCount() and self.model.columnCount())
        self.grid.setVisible(filled)
        self.empty.setVisible(not filled)
