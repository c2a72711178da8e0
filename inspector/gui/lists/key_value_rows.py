"""The rows of a key-value table as a Qt model, with one empty row at the end to type in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from inspector.gui.theme import Theme
from inspector.gui.widgets.tooltip import tip
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex
ENABLED, NAME = 0, 1
_MIME = "application/x-request-inspector-row"


class Row(NamedTuple):
    """One row. fixed: made by the program, shown grey and not editable. note: why, as tooltip."""

    name: str = ""
    value: str = ""
    enabled: bool = True
    fixed: bool = False
    note: str = ""


class KeyValueRows(QAbstractTableModel):
    """edited(): the user changed the rows. shown: the text of a value while it is not edited.

    remark: what is wrong with a row, as a sentence, empty for nothing.
    """

    edited = Signal()
    shown: Callable[[Row], str]
    remark: Callable[[Row], str]

    def __init__(self, theme: Theme, titles: tuple[str, str]) -> None:
        super().__init__()
        self.shown = lambda row: row.value
        self.remark = lambda _row: ""
        self._theme = theme
        self._titles = ("", *titles)
        self._fixed: tuple[Row, ...] = ()
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """The user's rows, without fixed ones and the empty one."""
        return tuple(self._rows)

    def show(self, rows: tuple[Row, ...], fixed: tuple[Row, ...] = ()) -> None:
        """Show these rows; fixed ones come first."""
        if rows != tuple(self._rows) or fixed != self._fixed:
            self.beginResetModel()
            self._rows, self._fixed = list(rows), fixed
            self.endResetModel()

    def change(self, rows: list[Row]) -> None:
        """Replace the user's rows as an edit."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        self.edited.emit()

    def own_place(self, row: int) -> int:
        """Return the index among the user's rows; outside them for fixed rows and the empty one."""
        return row - len(self._fixed)

    def is_own(self, row: int) -> bool:
        """Whether that is a row of the user's."""
        return 0 <= self.own_place(row) < len(self._rows)

    def row_at(self, row: int) -> Row:
        """Return what a line of the table shows."""
        place = self.own_place(row)
        if place < 0:
            return self._fixed[row]
        return self._rows[place] if place < len(self._rows) else Row()

    def move(self, row: int, by: int) -> int:
        """Move a row of the user's; return its new line."""
        place = self.own_place(row)
        target = max(0, min(place + by, len(self._rows) - 1))
        if not self.is_own(row) or target == place:
            return row
        rows = list(self._rows)
        rows.insert(target, rows.pop(place))
        self.change(rows)
        return target + len(self._fixed)

    def remove(self, row: int) -> None:
        """Remove a row of the user's."""
        if self.is_own(row):
            rows = list(self._rows)
            del rows[self.own_place(row)]
            self.change(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines, the empty one included."""
        return 0 if parent.isValid() else len(self._fixed) + len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return switch, name, value."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == ENABLED:
            if not self.is_own(index.row()):
                return None
            return Qt.CheckState.Checked if row.enabled else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            value = row.value if role == Qt.ItemDataRole.EditRole else self.shown(row)
            return ("", row.name, value)[index.column()]
        return self._told(row, role) if role != _SAID else self._accessible(index, row)

    def _told(self, row: Row, role: int) -> Any:
        """Return what a row looks like and what is said of it."""
        grey = row.fixed or not row.enabled
        remark = "" if grey else self.remark(row)
        if role == Qt.ItemDataRole.ForegroundRole and (grey or remark):
            return self._theme.colour("text3" if grey else "warn")
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.note or remark)
        return remark or None if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take an edit; typing into the empty row makes it a row."""
        place = self.own_place(index.row())
        if place < 0:
            return False
        old = self.row_at(index.row())
        if role == Qt.ItemDataRole.CheckStateRole:
            new = old._replace(enabled=Qt.CheckState(value) == Qt.CheckState.Checked)
        elif index.column() == NAME:
            new = old._replace(name=str(value))
        else:
            new = old._replace(value=str(value))
        return self._put(index, place, old, new)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.own_place(index.row()) < 0:
            return flags
        if index.column() == ENABLED:
            return flags | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the private type of a dragged row."""
        return [_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """Return the number of the dragged row."""
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Move the dragged row to where it was dropped; False, so that Qt removes nothing."""
        source = int(bytes(data.data(_MIME).data()) or b"0")
        target = row if row >= 0 else parent.row()
        if target >= 0:
            self.move(source, target - source - (1 if row > source else 0))
        return False

    def _put(self, index: Index, place: int, old: Row, new: Row) -> bool:
        if new == old:
            return False
        if place == len(self._rows):
            last = self.rowCount()
            self.beginInsertRows(QModelIndex(), last, last)
            self._rows.append(new)
            self.endInsertRows()
        else:
            self._rows[place] = new
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def _accessible(self, index: Index, row: Row) -> str:
        if index.column() == ENABLED:
            return tr("Send {name}", name=row.name)
        return (row.name, self.shown(row))[index.column() - 1]


_SAID = Qt.ItemDataRole.AccessibleTextRole
