"""The table on the screen: edits in place, keys for everything, secrets typed as dots."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.gui.environments.cells import EVERYWHERE, NAME, SECRET
from inspector.gui.environments.environment_grid import EnvironmentGrid
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROW, _NAME, _SECRET, _USED, _PLACE = 34, 160, 64, 84, 120


class EnvironmentView(QTableView):
    """removed(name): Delete on a variable. cleared(place, name): Delete on a value.

    moved(): another cell is current. settled(): an editor was closed.
    """

    removed = Signal(str)
    cleared = Signal(str, str)
    moved = Signal()
    settled = Signal()

    def __init__(self, grid: EnvironmentGrid, theme: Theme) -> None:
        super().__init__()
        self._grid = grid
        self._theme = theme
        self.setObjectName("environment_table")
        self.setAccessibleName(tr("Variables by environment"))
        self.setModel(grid)
        self.setItemDelegate(_Editors(grid, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setWordWrap(False)
        set_kind(self, "grid")
        self.verticalHeader().hide()
        self.setShowGrid(True)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.modelAboutToBeReset.connect(self._remember)
        grid.modelReset.connect(self._renew)
        theme.changed.connect(self._renew)
        self._place: tuple[str, int] | None = None
        self._renew()

    @property
    def current_name(self) -> str:
        """The variable of the current row, empty without one."""
        row = self.currentIndex().row()
        return self._grid.names[row] if 0 <= row < len(self._grid.names) else ""

    @property
    def current_place(self) -> str | None:
        """The environment of the current column, None for the other columns."""
        return self._grid.cells.place_at(self.currentIndex().column())

    @property
    def editing(self) -> bool:
        """Whether something is being typed: the model must stay as it is."""
        return self.state() == QAbstractItemView.State.EditingState

    def edit_name(self, row: int) -> None:
        """Begin to edit a variable's name."""
        index = self._grid.index(row, NAME)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell is current."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears a value, or removes a variable; Space ticks; Enter edits."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and index.isValid():
            self._delete()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._may_edit(index):
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns, or scroll them where it is too little."""
        super().resizeEvent(event)
        self._size_columns()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that the typing is over."""
        super().closeEditor(editor, hint)
        QTimer.singleShot(0, self, self.settled.emit)

    def _delete(self) -> None:
        place = self.current_place
        if place is not None:
            self.cleared.emit(place, self.current_name)
        elif self.currentIndex().column() == NAME:
            self.removed.emit(self.current_name)

    def _may_edit(self, index: Index) -> bool:
        return not self.editing and bool(self._grid.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _remember(self) -> None:
        index = self.currentIndex()
        self._place = (self.current_name, index.column()) if index.isValid() else None

    def _renew(self) -> None:
        """Size everything, and go back to the cell where the user was."""
        self.verticalHeader().setDefaultSectionSize(self._theme.row(_ROW))
        self._size_columns()
        last = self._grid.columnCount() - 1
        if self._place is not None and self._place[0] in self._grid.names:
            row = self._grid.names.index(self._place[0])
            self.setCurrentIndex(self._grid.index(row, min(self._place[1], last)))

    def _size_columns(self) -> None:
        px, header = self._theme.px, self.horizontalHeader()
        last = self._grid.columnCount() - 1
        header.setMinimumSectionSize(px(48))
        for column, width in ((NAME, _NAME), (SECRET, _SECRET), (last, _USED)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, px(width))
        room = self.viewport().width() - px(_NAME + _SECRET + _USED)
        many = room < (last - EVERYWHERE) * px(_PLACE)
        for column in range(EVERYWHERE, last):
            mode = QHeaderView.ResizeMode.Interactive if many else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if many:
                self.setColumnWidth(column, px(_PLACE))


class _Editors(QStyledItemDelegate):
    """A line for a value; a secret's line is empty at first and shows dots."""

    def __init__(self, grid: EnvironmentGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line."""
        line = QLineEdit(parent)
        name = self._grid.names[index.row()]
        place = self._grid.headerData(index.column(), Qt.Orientation.Horizontal)
        if index.column() == NAME:
            line.setAccessibleName(tr("Name of the variable"))
            return line
        line.setAccessibleName(tr("{name} in {environment}", name=name, environment=place))
        if self._grid.is_secret(name):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setPlaceholderText(tr("New secret"))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the line's text over; leaving it as it was changes nothing."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            # A little later: the model begins anew, which must not happen under the editor.
            where, text = QPersistentModelIndex(index), editor.text()
            QTimer.singleShot(0, model, lambda: model.setData(where, text))
