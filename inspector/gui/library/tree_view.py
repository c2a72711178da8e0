"""The tree of collections: keys, clicks and the ground of its rows."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.library.nodes import Node
from inspector.gui.library.tree_model import NODE, STATUS, TreeModel, plain
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.painting import elided, icon_at, middle, rounded
from inspector.wording import tr

# ---------------- Paints a row of the collections
Index = QModelIndex | QPersistentModelIndex
ROW = 28
_LEFT, _METHOD, _ICON, _GAP, _SMALL, _RIGHT = 6, 40, 16, 6, 13, 8
_FOLDER = 8  # before its icon
_LEAST = 84  # for a name and a status; with less room the name is more telling
_SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}
_STATE_ICONS = {"err": "circle-x", "warn": "triangle-alert", "ok": "circle-check"}


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
        left = _METHOD - _LEFT - 6 if node.kind == "request" else _FOLDER + _ICON
        editor.setGeometry(rect.adjusted(self._theme.px(left), 0, 0, 0))

    def _request(
        self, painter: QPainter, rect: QRect, what: tuple[Node, int | None], *, current: bool
    ) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        node, status = what
        left = rect.x() - px(_LEFT)
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


_INDENT, _CHEVRON, _SHIFT, _RADIUS = 15, 14, 5, 6
_MOVES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}


class TreeView(QTreeView):
    """open_asked(key, keep), delete_asked(key), shift_asked(key, "up" | "down" | "out" | "in").

    folded(key, bool): the user closed or opened a folder.
    """

    open_asked = QtSignal(str, bool)
    delete_asked = QtSignal(str)
    shift_asked = QtSignal(str, str)
    folded = QtSignal(str, bool)

    def __init__(self, theme: Theme, model: TreeModel) -> None:
        super().__init__()
        self._theme = theme
        self._nodes = model
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(theme, self))
        self.setObjectName("collections_tree")
        self.setAccessibleName(tr("Collections"))
        set_kind(self, "bare")
        self._set_up()
        self.clicked.connect(lambda index: self._open(index, keep=False))
        self.doubleClicked.connect(lambda index: self._open(index, keep=True))
        self.expanded.connect(lambda index: self._tell_fold(index, closed=False))
        self.collapsed.connect(lambda index: self._tell_fold(index, closed=True))
        theme.changed.connect(self._renew)
        self._renew()

    @property
    def current(self) -> Node | None:
        """The node of the current row."""
        return self._nodes.node(self.currentIndex())

    def choose(self, key: str) -> None:
        """Make a row the current one and show it."""
        index = self._nodes.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def rename(self, key: str) -> None:
        """Let the user type another name."""
        self.choose(key)
        self.edit(self._nodes.index_of(key))

    def show_nodes(self, nodes: tuple[Node, ...], folded: frozenset[str]) -> None:
        """Show these, with those folders closed; the current row stays."""
        current = self.current
        place = self.verticalScrollBar().value()
        self._quiet = True
        self._nodes.show_nodes(nodes)
        for index, node in self._folders():
            self.setExpanded(index, node.key not in folded)
        self._quiet = False
        if current is not None:
            self.setCurrentIndex(self._nodes.index_of(current.key))
        self.verticalScrollBar().setValue(place)

    # ------------------------------------------------------------ events
    def event(self, event: QEvent) -> bool:
        """Keep the keys that move rows from becoming commands of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() in _MOVES:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, delete and move by keys."""
        node = self.current
        if node is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _MOVES:
            self.shift_asked.emit(node.key, _MOVES[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._enter(node)
        elif event.key() == Qt.Key.Key_F2:
            self.rename(node.key)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(node.key)
        else:
            super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of a whole row, then the row."""
        rect: QRect = option.rect
        ground = QRectF(0, rect.y(), self.viewport().width(), rect.height())
        hovered = self.viewport().mapFromGlobal(self.cursor().pos())
        token = ""
        if self.selectionModel().isSelected(plain(index)):
            token = "accent_soft"  # noqa: S105 - the name of a colour
        elif self.viewport().underMouse() and rect.top() <= hovered.y() <= rect.bottom():
            token = "hover"  # noqa: S105 - the name of a colour
        if token:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, ground, _RADIUS, self._theme.colour(token))
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the arrow of a folder."""
        node = self._nodes.node(index)
        if node is None or node.kind == "request":
            return
        side = self._theme.px(_CHEVRON)
        opened = self.isExpanded(plain(index))
        name = "chevron-down" if opened else "chevron-right"
        where = QPointF(rect.right() + 1 - side + self._theme.px(_SHIFT), middle(rect, side))
        icon_at(painter, self._theme, (name, "text3", _CHEVRON), where)

    # ------------------------------------------------------------ inside
    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)  # tabs are dropped too
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)

    def _folders(self) -> Iterator[tuple[QModelIndex, Node]]:
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            for row in range(self._nodes.rowCount(parent)):
                index = self._nodes.index(row, 0, parent)
                node = self._nodes.node(index)
                if node is not None and node.kind != "request":
                    waiting.append(index)
                    yield index, node

    def _enter(self, node: Node) -> None:
        if node.kind == "request":
            self.open_asked.emit(node.key, True)
        else:
            index = self.currentIndex()
            self.setExpanded(index, not self.isExpanded(index))

    def _open(self, index: QModelIndex, *, keep: bool) -> None:
        node = self._nodes.node(index)
        if node is not None and node.kind == "request":
            self.open_asked.emit(node.key, keep)
        elif node is not None and not keep:
            self.setExpanded(index, not self.isExpanded(index))

    def _tell_fold(self, index: QModelIndex, *, closed: bool) -> None:
        node = self._nodes.node(index)
        if node is not None and not self._quiet:
            self.folded.emit(node.key, closed)

    def _renew(self) -> None:
        self.setIndentation(self._theme.px(_INDENT))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
