"""Paints a cell of the matrix: sign and status in a tinted box, and below it why."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.matrix.cell_words import Shown, State
from inspector.gui.matrix.grid_model import SHOWN
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, outlined, rounded

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
Index = QModelIndex | QPersistentModelIndex


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
