"""The table on the screen: edits in place, keys for everything, secrets typed as dots."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
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

from inspector.compose.variables import NAME as PATTERN
from inspector.gui.environments.cells import EVERYWHERE, NAME, SECRET, Cells
from inspector.gui.environments.changes import SHARED, Changes
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.tooltip import tip
from inspector.wording import tr

# ---------------- The variables as rows, the environments as columns
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_ABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EnvironmentGrid(QAbstractTableModel):
    """Columns: variable, secret, the collection's own value, each environment, uses.

    plain_asked(name): the user wants a secret in clear; ask before it is done.
    refused(sentence): what was typed can't be a name.
    """

    plain_asked = Signal(str)
    refused = Signal(str)

    def __init__(self, tools: Tools, changes: Changes) -> None:
        super().__init__()
        self._tools = tools
        self._changes = changes
        self.cells = Cells(tools, changes)
        self._names: tuple[str, ...] = ()
        self._new: list[str] = []
        self._secret: set[str] = set()
        self.renew()

    @property
    def names(self) -> tuple[str, ...]:
        """The variables in the order of the rows."""
        return self._names

    def renew(self) -> None:
        """Take over what the owners have now."""
        self.beginResetModel()
        found = self.cells.count()
        self._new = [name for name in self._new if name not in found]
        self._names = (*found, *self._new)
        self.endResetModel()

    def add(self) -> int:
        """Add a variable without a value; return its row."""
        base = name = tr("new_variable")
        number = 2
        while name in self._names:
            name, number = f"{base}_{number}", number + 1
        self._new.append(name)
        self.renew()
        return self._names.index(name)

    def forget(self, name: str) -> None:
        """Leave out a variable that was added and has no value."""
        self._new = [each for each in self._new if each != name]
        self._secret.discard(name)
        self.renew()

    def is_secret(self, name: str) -> bool:
        """Whether the variable's values go to the vault."""
        return name in self._secret or self._changes.is_secret(name)

    # ------------------------------------------------------------ Qt
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of variables."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else EVERYWHERE + len(self.cells.places) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == SECRET:
            return _ABLE | Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == NAME or self.cells.place_at(index.column()) is not None:
            return _ABLE | Qt.ItemFlag.ItemIsEditable
        return _ABLE

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return the title of a column; production has an icon beside its name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        place = self.cells.place_at(section)
        if role == _ROLE.DisplayRole:
            titles = {NAME: tr("Variable"), SECRET: tr("Secret"), EVERYWHERE: tr("Everywhere")}
            return titles.get(section, self._headed(place) if place else tr("Used"))
        if role == _ROLE.DecorationRole and place in self._production():
            return self._tools.theme.icon("shield-alert", "warn", 14)
        if role == _ROLE.ToolTipRole and place is not None:
            return tip(self._about(place))
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        name, column = self._names[index.row()], index.column()
        if role == _ROLE.CheckStateRole:
            return self._ticked(name) if column == SECRET else None
        if role == _ROLE.EditRole:
            place = self.cells.place_at(column)
            return name if place is None else self.cells.typed(name, place)
        if role == _ROLE.FontRole:
            return self._font(column)
        return self._look(name, column, role)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Take over what was typed or ticked."""
        name = self._names[index.row()]
        if role == _ROLE.CheckStateRole:
            self._tick(name, on=Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        place = self.cells.place_at(index.column())
        if place is None:
            return self._rename(name, str(value).strip())
        secret = self.is_secret(name)
        if value == self.cells.typed(name, place) and (secret or not value):
            return False
        self._changes.set_value(place, name, str(value), secret=secret)
        return True

    # ------------------------------------------------------------ parts
    def _look(self, name: str, column: int, role: int) -> Any:
        cell = self.cells.cell(name, column)
        if role == _ROLE.DisplayRole:
            return cell.text
        if role == _ROLE.ForegroundRole:
            return self._tools.theme.colour(cell.token)
        if role == _ROLE.DecorationRole:
            return self._tools.theme.icon(cell.icon, cell.token, 14) if cell.icon else None
        if role == _ROLE.ToolTipRole:
            return tip(cell.note or cell.text)
        if role == _ROLE.AccessibleTextRole:
            return cell.note or cell.text
        return None

    def _font(self, column: int) -> Any:
        if column == NAME or self.cells.place_at(column) is not None:
            return self._tools.theme.code_font(12, MEDIUM if column == NAME else 400)
        return self._tools.theme.font(12)

    def _ticked(self, name: str) -> Qt.CheckState:
        return Qt.CheckState.Checked if self.is_secret(name) else Qt.CheckState.Unchecked

    def _tick(self, name: str, *, on: bool) -> None:
        if on:
            self._secret.add(name)
            self._changes.make_secret(name)
        elif self._changes.is_secret(name):
            self.plain_asked.emit(name)
        else:
            self._secret.discard(name)

    def _rename(self, old: str, new: str) -> bool:
        if new == old or not new:
            return False
        if not PATTERN.fullmatch(f"{{{{{new}}}}}"):
            self.refused.emit(
                tr("{name} can't be a variable's name: letters, digits, _ - and . only.", name=new)
            )
            return False
        if new in self._names and new not in self.cells.uses:
            self.refused.emit(tr("There is a variable {name} already.", name=new))
            return False
        self._new = [new if each == old else each for each in self._new]
        if old in self._secret:
            self._secret = {*self._secret - {old}, new}
        self._changes.rename(old, new)
        self.renew()
        return True

    def _production(self) -> set[str]:
        return {each.name for each in self._tools.environments.all if each.production}

    def _headed(self, place: str) -> str:
        active = place == self._tools.environments.active_name
        return tr("{name}, in use", name=place) if active else place

    def _about(self, place: str) -> str:
        if place == SHARED:
            return tr("The collection's own values; an environment's value wins.")
        return tr("{name}, production", name=place) if place in self._production() else place


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
