"""The tree of collections: keys, clicks and the ground of its rows."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.gui.library.tree_model import MARK, NODE, STATUS, WHERE, TreeModel, plain
from inspector.gui.lists.row_painter import Index, Part, Row, RowLine, RowPainter, RowShape
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.theme.palette import METHOD_TOKENS
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.marks import STATE_ICONS, state_of
from inspector.gui.widgets.painting import icon_at, middle, rounded
from inspector.presentation.exchange.exchange_words import short_method
from inspector.presentation.library.nodes import Node
from inspector.wording import tr

# ---------------- How a row of the collections looks
ROW = 28
_LEFT, _METHOD, _ICON, _GAP, _SMALL, _RIGHT = 6, 40, 16, 6, 13, 8
_FOLDER = 8  # before its icon
_LEAST = 84  # for a name and a status; with less room the name is more telling
_WHERE = 72  # for where a text was found; the row's tooltip says it whole
_MARKS = {"new": ("N", "ok"), "changed": ("M", "warn")}  # the letters that Git has for them


class TreePainter(RowPainter):
    """The ground of a row is the view's; a field for another name is laid over the name."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        shape = RowShape(rooms=_rooms, size=_size, ground="none")
        super().__init__(theme, view, shape, self._look)
        self._view = view

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

    def _look(self, index: Index, chosen: bool) -> Row:  # noqa: FBT001 - called by the painter
        node: Node = index.data(NODE)
        if node.kind == "request":
            return _request(node, index, chosen=chosen)
        opened = self._view.isExpanded(plain(index))
        icon = Part(
            icon="folder-open" if opened else "folder", ink="text2", icon_size=_ICON, gap=_GAP
        )
        key = Part(icon="key-round", ink="text3", icon_size=_SMALL, gap=4)
        name = Part(text=node.name, size=13, weight=SEMIBOLD)
        return Row(lines=(RowLine(left=(icon,), main=name, right=(key,) if node.auth else ()),))


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(0, theme.row(ROW))


def _rooms(theme: Theme, rect: QRect, row: Row) -> tuple[QRect, ...]:
    """A request begins further left than a folder, whose arrow stands there."""
    is_folder = bool(row.lines[0].left[0].icon)
    left, right = theme.px(_FOLDER if is_folder else -_LEFT), theme.px(_RIGHT)
    return (rect.adjusted(left, 0, -right if is_folder else -right - 1, 0),)


def _request(node: Node, index: Index, *, chosen: bool) -> Row:
    status, mark, where = index.data(STATUS), index.data(MARK), index.data(WHERE)
    method, state = node.method.upper(), state_of(status or 0)
    tag = Part(
        text=short_method(node.method),
        ink=METHOD_TOKENS.get(method, "text2"),
        size=10,
        weight=BOLD,
        width=_METHOD,
        gap=4,
    )
    name = Part(
        text=node.name,
        ink="text" if chosen else "text2",
        size=13,
        weight=SEMIBOLD if chosen else MEDIUM,
    )
    told = Part(text=str(status), icon=STATE_ICONS[state], ink=state, size=11, weight=BOLD, gap=4)
    right = (told,) if status else ()
    if mark is not None:
        letter, ink = _MARKS[mark]
        right = (*right, Part(text=letter, ink=ink, size=11, weight=BOLD, gap=6))
    if where:  # while one searches, that is what the row is there for
        right = (Part(text=where, ink="text3", size=11, gap=6, most=_WHERE),)
    return Row(lines=(RowLine(left=(tag,), main=name, right=right, needs=_LEAST),))


_INDENT, _CHEVRON, _SHIFT, _RADIUS = 15, 14, 5, 6
_MOVES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}


class TreeView(QTreeView):
    """open_asked(key, keep), delete_asked(key), shift_asked(key, "up" | "down" | "out" | "in").

    undo_asked(): what was deleted is wanted back; can_undo says whether there is something.

    folded(key, bool): the user closed or opened a folder.
    """

    open_asked = QtSignal(str, bool)
    delete_asked = QtSignal(str)
    undo_asked = QtSignal()
    shift_asked = QtSignal(str, str)
    folded = QtSignal(str, bool)

    def __init__(self, theme: Theme, model: TreeModel) -> None:
        super().__init__()
        self._theme = theme
        self._nodes = model
        self._quiet = False
        self.can_undo: Callable[[], bool] = lambda: False
        self.setModel(model)
        self.setItemDelegate(TreePainter(theme, self))
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
            undo = event.matches(QKeySequence.StandardKey.Undo) and self.can_undo()
            if undo or (alt and event.key() in _MOVES):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, delete and move by keys, and take deleting back."""
        node = self.current
        if event.matches(QKeySequence.StandardKey.Undo) and self.can_undo():
            self.undo_asked.emit()
        elif node is None or self.state() == QAbstractItemView.State.EditingState:
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
