"""Paints a row of the collections: method, name, last status; folders with their icon."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.library.nodes import Node
from inspector.gui.library.tree_model import NODE, STATUS, plain
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.widgets.painting import elided, icon_at, middle
from inspector.gui.widgets.pill import state_of

ROW = 28
_SHIFT, _METHOD, _ICON, _GAP, _SMALL, _RIGHT = 6, 40, 16, 6, 13, 8
_FOLDER = 8  # before its icon
_LEAST = 84  # for a name and a status; with less room the name is more telling
_SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}
_STATE_ICONS = {"err": "circle-x", "warn": "triangle-alert", "ok": "circle-check"}
Index = QModelIndex | QPersistentModelIndex


class TreeDelegate(QStyledItemDelegate):
    """Draws what the model says; the ground of a row is the view's."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.row(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        node: Node = index.data(NODE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if node.kind == "request":
            current = bool(state & QStyle.StateFlag.State_Selected)
            self._request(painter, rect, (node, index.data(STATUS)), current=current)
        else:
            self._folder(painter, rect, node, index)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Return the field for another name."""
        field = QLineEdit(parent)
        field.setObjectName("rename_edit")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over the name."""
        rect: QRect = option.rect
        node: Node = index.data(NODE)
        left = _METHOD - _SHIFT - 6 if node.kind == "request" else _FOLDER + _ICON
        editor.setGeometry(rect.adjusted(self._theme.px(left), 0, 0, 0))

    def _request(
        self, painter: QPainter, rect: QRect, what: tuple[Node, int | None], *, current: bool
    ) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        node, status = what
        left = rect.x() - px(_SHIFT)
        method = _SHORT.get(node.method.upper(), node.method)
        tag = QRect(left, rect.y(), px(_METHOD - 4), rect.height())
        elided(painter, tag, (method, self._theme.font(10, BOLD), tokens.method(node.method)))
        right = rect.right() - px(_RIGHT)
        if status and right - left > px(_METHOD + _LEAST):
            right = self._status(
                painter, QRect(left, rect.y(), right - left, rect.height()), status
            )
        start = left + px(_METHOD)
        name = QRect(start, rect.y(), right - px(4) - start, rect.height())
        font = self._theme.font(13, SEMIBOLD if current else MEDIUM)
        elided(painter, name, (node.name, font, tokens.text if current else tokens.text2))

    def _status(self, painter: QPainter, room: QRect, status: int) -> int:
        """Paint the status at the right end; return where it begins."""
        px, state, text = self._theme.px, state_of(status), str(status)
        font = self._theme.font(11, BOLD)
        width = QFontMetrics(font).horizontalAdvance(text) + 1
        place = QRect(room.right() - width, room.y(), width + 1, room.height())
        elided(painter, place, (text, font, self._theme.tokens.colour(state)))
        x = place.x() - px(_SMALL + 3)
        where = QPointF(x, middle(room, px(_SMALL)))
        icon_at(painter, self._theme, (_STATE_ICONS[state], state, _SMALL), where)
        return x

    def _folder(self, painter: QPainter, rect: QRect, node: Node, index: Index) -> None:
        px = self._theme.px
        opened = self._view.isExpanded(plain(index))
        icon = "folder-open" if opened else "folder"
        where = QPointF(rect.x() + px(_FOLDER), middle(rect, px(_ICON)))
        icon_at(painter, self._theme, (icon, "text2", _ICON), where)
        right = rect.right() - px(_RIGHT)
        if node.auth:
            right -= px(_SMALL + 4)
            key = QPointF(right + px(4), middle(rect, px(_SMALL)))
            icon_at(painter, self._theme, ("key-round", "text3", _SMALL), key)
        left = rect.x() + px(_FOLDER + _ICON + _GAP)
        name = QRect(left, rect.y(), right - left, rect.height())
        look = (node.name, self._theme.font(13, SEMIBOLD), self._theme.tokens.text)
        elided(painter, name, look)
