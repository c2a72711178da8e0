"""Paints a token of the sidebar: how it fares as an icon, its kind, and below its state and tab."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.tokens.seen_tokens import SeenToken
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, rounded
from inspector.gui.widgets.plain_rows import record_at
from inspector.model.annotation import Level

HEIGHT = 48
_SIDE, _ICON, _GAP, _TOP, _LINE = 10, 15, 9, 7, 17
_ICONS: dict[Level, tuple[str, str]] = {
    "bad": ("circle-x", "err"),
    "good": ("circle-check", "ok"),
    "odd": ("triangle-alert", "warn"),
    "info": ("circle-dashed", "text3"),
}
Index = QModelIndex | QPersistentModelIndex


class SeenDelegate(QStyledItemDelegate):
    """Two lines, each cut to the width; the tooltip has them whole."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one token."""
        seen, rect = record_at(index), QRect(option.rect)
        if not isinstance(seen, SeenToken):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        px, colour = self._theme.px, self._theme.colour
        name, tone = _ICONS[seen.level]
        left = rect.x() + px(_SIDE)
        where = QPointF(left, rect.y() + px(_TOP + 1))
        icon_at(painter, self._theme, (name, tone, _ICON), where)
        left += px(_ICON + _GAP)
        width = rect.right() - left - px(_SIDE)
        upper = QRect(left, rect.y() + px(_TOP), width, px(_LINE))
        elided(painter, upper, (seen.title, self._theme.font(13, SEMIBOLD), colour("text")))
        lower = upper.translated(0, px(_LINE))
        elided(painter, lower, (seen.state, self._theme.font(12), colour("text2")))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        inner = QRectF(rect).adjusted(1, 1, -1, -1)
        flag = QStyle.StateFlag
        if state & flag.State_Selected:
            rounded(painter, inner, 6, self._theme.colour("accent_soft"))
        elif state & flag.State_MouseOver:
            rounded(painter, inner, 6, self._theme.colour("hover"))
        if state & flag.State_HasFocus:
            focus_ring(painter, self._theme, inner, 6)
