"""Paints a line of the history: status and address above, verdict and time below."""

from datetime import datetime
from typing import TYPE_CHECKING

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
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.history.history_model import ROW
from inspector.gui.history.row_words import address, status_text, verdict, when
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, rounded

if TYPE_CHECKING:
    from inspector.record.row import Row

HEIGHT = 46
_SIDE, _ICON, _GAP, _METHOD = 8, 13, 5, 32
_ICONS = {"err": "circle-x", "warn": "triangle-alert", "ok": "circle-check", "info": "info"}
_SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws what the model says."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        side = self._theme.px(_SIDE)
        half = rect.height() // 2
        upper = QRect(rect.x() + side, rect.y() + 4, rect.width() - 2 * side, half - 3)
        lower = QRect(upper.x(), rect.y() + half, upper.width(), half - 4)
        self._upper(painter, upper, row)
        self._lower(painter, lower, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(rect).adjusted(2, 1, -2, -1)
        flag, colour = QStyle.StateFlag, self._theme.colour
        if state & flag.State_Selected:
            rounded(painter, inner, 6, colour("accent_soft"))
        elif state & flag.State_MouseOver:
            rounded(painter, inner, 6, colour("hover"))
        if state & flag.State_HasFocus:  # Ctrl and an arrow go to a row without choosing it
            focus_ring(painter, self._theme, inner, 6)

    def _upper(self, painter: QPainter, room: QRect, row: "Row") -> None:
        px, tokens = self._theme.px, self._theme.tokens
        state = "err" if row.finding else state_of(row.status)
        icon_at(
            painter,
            self._theme,
            (_ICONS[state], state, _ICON),
            QPointF(room.x(), middle(room, px(_ICON))),
        )
        left = room.x() + px(_ICON + _GAP)
        bold = self._theme.font(11, BOLD)
        status = status_text(row)
        elided(painter, _from(room, left), (status, bold, tokens.colour(state)))
        left += QFontMetrics(bold).horizontalAdvance("000") + px(_GAP)
        method = _SHORT.get(row.method.upper(), row.method)
        small = self._theme.font(10, BOLD)
        elided(painter, _from(room, left), (method, small, tokens.method(row.method)))
        left += max(px(_METHOD), QFontMetrics(small).horizontalAdvance(method) + px(_GAP))
        right = room.right()
        if row.pinned:
            right -= px(_ICON + 2)
            where = QPointF(right + px(2), middle(room, px(_ICON)))
            icon_at(painter, self._theme, ("pin", "accent", _ICON), where)
        name = QRect(left, room.y(), right - left, room.height())
        elided(
            painter,
            name,
            (address(row), self._theme.font(12, MEDIUM), tokens.text),
            Qt.TextElideMode.ElideMiddle,
        )

    def _lower(self, painter: QPainter, room: QRect, row: "Row") -> None:
        tokens, font = self._theme.tokens, self._theme.font(11)
        time = when(row, datetime.now().astimezone())
        width = QFontMetrics(font).horizontalAdvance(time) + 1
        place = QRect(room.right() - width, room.y(), width + 1, room.height())
        elided(painter, place, (time, font, tokens.text3))
        words = QRect(
            room.x(), room.y(), place.x() - room.x() - self._theme.px(_GAP), room.height()
        )
        tags = "".join(f"#{name} " for name in row.tags)
        elided(painter, words, (f"{tags}{verdict(row)}", font, tokens.text2))


def _from(room: QRect, left: int) -> QRect:
    return QRect(left, room.y(), room.right() - left, room.height())
