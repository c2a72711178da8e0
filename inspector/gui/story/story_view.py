"""The story, painted from its layout: hover, click and keys walk through it event by event."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from inspector.gui.story.story_canvas import StoryCanvas
from inspector.gui.story.story_table import Index
from inspector.gui.story.tiles import Tiles
from inspector.gui.theme import Theme
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.story import walk
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.outline import Outline

_WAYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class StoryView(StoryCanvas):
    """chosen(row, column): another event; open_asked(entry): show it at the byte.

    fold_asked(column): show what is in a step, or fold it again. menu_asked(where on the screen).
    """

    chosen = Signal(int, int)
    open_asked = Signal(int)
    fold_asked = Signal(int)
    menu_asked = Signal(QPoint)
    turn_asked = Signal()
    copy_asked = Signal()
    filter_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self._open,
            Qt.Key.Key_Enter: self._open,
            Qt.Key.Key_Space: lambda: self.fold_asked.emit(self.current[1]),
            Qt.Key.Key_T: self.turn_asked.emit,
            Qt.Key.Key_F: self.filter_asked.emit,
        }

    # ------------------------------------------------------------ what is shown
    def show_graph(self, told: Outline | None, graph: Graph | None) -> None:
        """Show another picture; what was chosen stays chosen where it is still there."""
        before = self._place_of_choice()
        self._graph = graph
        self._tiles = Tiles(graph) if graph is not None else None
        self._hovered = (-1, -1)
        self._table.show_graph(told, graph)
        self._fit()
        if graph is not None and graph.columns and before is not None:
            self._choose_again(*before)
        self._forget()

    def _place_of_choice(self) -> tuple[str, int] | None:
        index = self.currentIndex()
        if self._graph is None or not index.isValid():
            return None
        return _key(self._graph, index.row()), self._graph.columns[index.column()].entries[0]

    def _choose_again(self, name: str, entry: int) -> None:
        graph = self._graph
        if graph is None:
            return
        rows = [row for row in range(len(graph.rows)) if _key(graph, row) == name]
        self.choose(rows[0] if rows else 1, self.column_of(entry))

    def column_of(self, entry: int) -> int:
        """Return the step that an entry stands in."""
        columns = self._graph.columns if self._graph is not None else ()
        found = (place for place, column in enumerate(columns) if entry in column.entries)
        return next(found, 0)

    def choose(self, row: int, column: int) -> None:
        """Choose an event."""
        index = self._table.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what is chosen now, screen readers too."""
        super().currentChanged(current, previous)
        self._forget()
        if current.isValid():
            said = self._table.data(current) or self._table.spoken_step(current.column())
            self.setAccessibleDescription(said)
            self.chosen.emit(current.row(), current.column())

    # ------------------------------------------------------------ pointer
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the step, or the line of the name, under the pointer stand out."""
        self._hover(self._under(event.position().toPoint()))
        x, y = self.in_picture(event.position().toPoint())
        self.point_at(self._graph.pin_at(x, y) if self._graph is not None else 0)

    def leaveEvent(self, event: QEvent) -> None:
        """Let nothing stand out any more."""
        super().leaveEvent(event)
        self._hover((-1, -1))
        self.point_at(0)

    def _hover(self, place: tuple[int, int]) -> None:
        row, column = place
        hovered = (row, -1) if column < 0 else (-1, column)
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the event under the pointer."""
        row, column = self._under(event.position().toPoint())
        if column >= 0:
            self.choose(self._row_for(row, column), column)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the end of the click."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry."""
        if self._under(event.position().toPoint())[1] >= 0:
            self._open()

    def _row_for(self, row: int, column: int) -> int:
        spoken = self._table.spoken
        return walk.row_for(spoken, (row, column)) if spoken is not None else walk.ENTRIES_ROW

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is chosen."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            self.menu_asked.emit(place)
        else:
            self.menu_asked.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a step in one line as its tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, column = self._under(event.pos())
            spoken = self._table.spoken
            words = spoken.tip(column) if spoken is not None and column >= 0 else ""
            if spoken is not None and column < 0 <= row:
                words = spoken.row(row)
            QToolTip.showText(event.globalPos(), tip(words), self)
            return True
        return super().viewportEvent(event)

    # ------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next event on the line, to another line, open, unfold."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in _PLAIN
        if key in _WAYS:
            self._go(key, control=not plain)
        elif plain and key in self._keys:
            self._keys[key]()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_asked.emit()
        else:
            event.ignore()

    def _go(self, key: Qt.Key, *, control: bool) -> None:
        spoken, graph = self._table.spoken, self._graph
        if spoken is None or graph is None:
            return
        by = 1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            found = walk.end(spoken, self.current, last=key == Qt.Key.Key_End)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            found = walk.across(spoken, graph, self.current, by)
        elif control:
            found = walk.intention(spoken, graph, self.current, by)
        else:
            found = walk.along(spoken, self.current, by)
        if found is not None:
            self.choose(*found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def _open(self) -> None:
        _, column = self.current
        if self._graph is not None and column >= 0:
            self.open_asked.emit(self._graph.columns[column].entries[0])


def _key(graph: Graph, row: int) -> str:
    line = graph.rows[row]
    return f"{line.kind} {line.name} {line.tail}"
