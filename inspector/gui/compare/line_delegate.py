"""Paints the rows of a comparison: names, values with the differing characters, folds."""

from itertools import pairwise

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
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.compare import Cell, Line
from inspector.gui.compare.columns import Columns
from inspector.gui.compare.compare_rows import Shown
from inspector.gui.compare.lines_model import ROW
from inspector.gui.compare.windowed import windowed
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.widgets.painting import elided, icon_at, middle, outlined, rounded

HEIGHT = 34
_ICON, _PAD = 13, 8
_LOOKS = {  # state: icon, its colour, ground, line, ground of the mark
    "bad": ("x", "err", "err_soft", "err_line", "err_line"),
    "good": ("check", "ok", "ok_soft", "ok_line", "ok_line"),
    "changed": ("pencil", "info", "info_soft", "info_line", "info_line"),
}
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """columns: shared with the heads, so that both stand in line."""

    def __init__(self, theme: Theme, columns: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = columns

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(self._columns.width, self._theme.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Shown | None = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "section":
            self._section(painter, rect, row.text)
        elif row.line is None:
            self._fold(painter, rect, row)
        else:
            self._line(painter, rect, row.line)
        state: QStyle.StateFlag = option.state
        flag = QStyle.StateFlag
        if state & flag.State_Selected and state & flag.State_HasFocus:
            pen = QPen(self._theme.colour("accent"), 2)
            seen = QRectF(
                rect.x() + self._columns.shift, rect.y(), self._columns.room, rect.height()
            )
            outlined(painter, seen.adjusted(2, 1, -2, -1), 6, pen)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect, self._theme.colour("bg"))
        font = self._theme.font(12, SEMIBOLD)
        room = self._columns.name(rect).adjusted(0, 0, 400, 0)
        elided(painter, room, (text, font, self._theme.colour("text2")))

    def _fold(self, painter: QPainter, rect: QRect, row: Shown) -> None:
        px = self._theme.px
        start = self._columns.name(rect).topRight()
        icon = "equal" if row.kind == "fold" else "equal-not"
        top = middle(rect, px(_ICON))
        icon_at(painter, self._theme, (icon, "text3", _ICON), QPointF(start.x(), top))
        font = self._theme.font(12)
        left = start.x() + px(_ICON + 6)
        end = rect.x() + self._columns.shift + self._columns.room
        room = QRect(left, rect.y(), end - left - px(30), rect.height())
        elided(painter, room, (row.text, font, self._theme.colour("text2")))
        width = min(QFontMetrics(font).horizontalAdvance(row.text), room.width())
        chevron = "chevron-up" if row.opened else "chevron-down"
        where = QPointF(left + width + px(6), top)
        icon_at(painter, self._theme, (chevron, "text3", _ICON), where)

    def _line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._theme.px
        name = self._columns.name(rect)
        painter.save()
        if self._columns.shift:  # the cells slide under the names
            painter.setClipRect(name.right(), rect.y(), rect.width(), rect.height())
        for place, cell in enumerate(line.cells):
            self._cell(painter, self._columns.cell(rect, place), cell)
        painter.restore()
        weight = SEMIBOLD if line.differs else MEDIUM
        words = name.adjusted(0, 0, -px(_ICON + 10), 0)
        token = "text" if line.differs else "text2"
        elided(painter, words, (line.name, self._theme.font(12, weight), self._theme.colour(token)))
        if line.differs:
            where = QPointF(name.right() - px(_ICON + 6), middle(rect, px(_ICON)))
            icon_at(painter, self._theme, ("equal-not", "text3", _ICON), where)
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(name.left(), rect.bottom(), rect.right() - px(8), rect.bottom())

    def _cell(self, painter: QPainter, room: QRect, cell: Cell | None) -> None:
        px = self._theme.px
        if cell is None:
            beside = room.adjusted(px(_PAD), 0, 0, 0)
            elided(painter, beside, ("–", self._theme.font(12), self._theme.colour("text3")))
            return
        left = room.x() + px(_PAD)
        mark = "hover"
        if cell.state in _LOOKS:
            icon, token, ground, line, mark = _LOOKS[cell.state]
            box = QRectF(room).adjusted(0, 2, 0, -3)
            rounded(painter, box, 5, self._theme.colour(ground))
            outlined(painter, box, 5, QPen(self._theme.colour(line), 1))
            where = QPointF(left, middle(room, px(_ICON)))
            icon_at(painter, self._theme, (icon, token, _ICON), where)
            left += px(_ICON + 5)
        right = room.right() - px(4)
        rest = QRect(left, room.y(), right - left, room.height())
        if cell.note:
            rest.setRight(right - self._note(painter, rest, cell.note))
        self._value(painter, rest, cell, mark)

    def _note(self, painter: QPainter, room: QRect, note: str) -> int:
        font = self._theme.font(11, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(note)
        place = QRect(room.right() - width, room.y(), width + 1, room.height())
        elided(painter, place, (note, font, self._theme.colour("text2")))
        return width + self._theme.px(6)

    def _value(self, painter: QPainter, room: QRect, cell: Cell, mark: str) -> None:
        """Paint a value; the part with the differing characters is always in sight."""
        plain, bold = self._theme.code_font(12), self._theme.code_font(12, BOLD)
        each = max(1, QFontMetrics(plain).horizontalAdvance("0"))
        text, marks = windowed(cell.text, cell.marks, max(1, room.width() // each))
        edges = sorted({0, len(text), *(edge for span in marks for edge in span)})
        left = float(room.x())
        for start, end in pairwise(edges):
            piece = text[start:end]
            differs = any(first <= start and end <= last for first, last in marks)
            font = bold if differs else plain
            width = QFontMetrics(font).horizontalAdvance(piece)
            if differs:
                box = QRectF(
                    left - 1, middle(room, self._theme.px(20)), width + 2, self._theme.px(20)
                )
                rounded(painter, box, 3, self._theme.colour(mark))
            painter.setFont(font)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QRectF(left, room.y(), width + 4, room.height()), int(_CENTRE), piece)
            left += width
