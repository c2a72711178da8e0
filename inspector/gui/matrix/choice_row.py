"""Paints a row of a list of choices: a box to tick, a name, and a line below that says more."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM
from inspector.gui.widgets.painting import elided, focus_ring
from inspector.gui.widgets.plain_rows import record_at

_ONE, _TWO, _GAP = 30, 46, 10
_BOTH = Qt.TextElideMode
Index = QModelIndex | QPersistentModelIndex


class ChoiceRow(QStyledItemDelegate):
    """The whole row can be clicked, not only its box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one line or two; never lower than what they need."""
        return QSize(0, self._theme.px(_TWO if record_at(index) else _ONE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground and box as the style does, then both lines."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        name, plain.text = plain.text, ""
        style = plain.widget.style()
        element = QStyle.ControlElement.CE_ItemViewItem
        style.drawControl(element, plain, painter, plain.widget)
        box = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, plain, plain.widget
        )
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self._theme, QRectF(option.rect).adjusted(1, 1, -1, -1), 4)
        self._words(painter, option.rect.adjusted(0, 0, -6, 0), box.right() + _GAP, (name, index))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick or untick wherever the row is clicked."""
        if isinstance(event, QMouseEvent):
            clicked = event.type() == QEvent.Type.MouseButtonRelease
            if clicked and event.button() is Qt.MouseButton.LeftButton:
                _turn(model, index)
            return clicked
        return super().editorEvent(event, model, option, index)

    def _words(self, painter: QPainter, room: QRect, left: int, said: tuple[str, Index]) -> None:
        name, index = said
        theme, detail = self._theme, str(record_at(index) or "")
        first, second = theme.font(13, MEDIUM), theme.font(12)
        high = QFontMetrics(first).height()
        low = QFontMetrics(second).height() if detail else 0
        line = QRect(left, room.y() + (room.height() - high - low) // 2, room.right() - left, high)
        elided(painter, line, (name, first, theme.colour("text")), _BOTH.ElideMiddle)
        if detail:
            line = QRect(left, line.bottom() + 1, line.width(), low)
            elided(painter, line, (detail, second, theme.colour("text2")), _BOTH.ElideRight)


def _turn(model: QAbstractItemModel, index: Index) -> None:
    role, state = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
    ticked = state(index.data(role)) is state.Checked
    model.setData(index, (state.Unchecked if ticked else state.Checked).value, role)
