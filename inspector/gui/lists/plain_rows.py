"""Rows of plain words for lists and trees; what a row stands for never goes to Qt.

Qt's item widgets keep an object in C++ for each row, and PySide a Python half of each in a table
that it reads while Qt frees the rows, without Python's lock. A crash was found there. Here the rows
are Python's alone: Qt gets words, fonts, colours and numbers when it asks.
"""

from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.bodies.printable import visible_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_TOP = 0  # the id of an index without a row above


class PlainCell(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a row. said: read aloud in place of the text. told: read aloud after it."""

    text: str = ""
    tip: str = ""
    said: str = ""
    told: str = ""
    font: QFont | None = None
    ink: QColor | None = None
    ground: QColor | None = None


class PlainRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row with those below it (which have none below themselves).

    record: what the row stands for; see `PlainRows.record`. height: in pixels, 0: as painted.
    ticked: None where there is no box.
    """

    cells: tuple[PlainCell, ...]
    record: object = None
    below: "tuple[PlainRow, ...]" = ()
    height: int = 0
    ticked: bool | None = None


class PlainRows(QAbstractItemModel):
    """Owner of the rows. heads: the columns' names. ticked(): a box was ticked or unticked."""

    ticked = Signal()

    def __init__(self, heads: tuple[str, ...] = ("",), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = heads
        self._rows: list[PlainRow] = []
        self._ids: list[int] = []  # an id stays with its row while others come and go
        self._places: dict[int, int] = {}
        self._last = _TOP

    # ------------------------------------------------------------ content
    @property
    def rows(self) -> tuple[PlainRow, ...]:
        """The rows at the top."""
        return tuple(self._rows)

    def show_rows(self, rows: tuple[PlainRow, ...]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self._rows = list(rows)
        self._ids = [self._new_id() for _ in rows]
        self._place_ids()
        self.endResetModel()

    def put_first(self, row: PlainRow, most: int) -> None:
        """Add a row above the others; the last ones go when there are more than that."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, row)
        self._ids.insert(0, self._new_id())
        self._place_ids()
        self.endInsertRows()
        if len(self._rows) > most:
            self.beginRemoveRows(QModelIndex(), most, len(self._rows) - 1)
            del self._rows[most:], self._ids[most:]
            self._place_ids()
            self.endRemoveRows()

    def row(self, index: Index) -> PlainRow | None:
        """Return the row of an index, None for an invalid one."""
        if not index.isValid():
            return None
        above = self._places.get(index.internalId())
        rows = self._rows if above is None else self._rows[above].below
        return rows[index.row()] if index.row() < len(rows) else None

    def record(self, index: Index) -> Any:
        """Return what the row of an index stands for, None for an invalid one."""
        row = self.row(index)
        return row.record if row is not None else None

    def tick(self, wanted: frozenset[int]) -> None:
        """Tick these of the top rows and no others; told of once."""
        self._rows = [
            msgspec.structs.replace(row, ticked=place in wanted)
            for place, row in enumerate(self._rows)
        ]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticked.emit()

    def _new_id(self) -> int:
        self._last += 1
        return self._last

    def _place_ids(self) -> None:
        self._places = {number: place for place, number in enumerate(self._ids)}

    # ------------------------------------------------------------ what Qt asks
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a cell."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < len(self._heads)):
            return QModelIndex()
        return self.createIndex(row, column, self._ids[parent.row()] if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # the stubs mix in QObject.parent
        """Return the index of the row above."""
        above = self._places.get(index.internalId()) if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are, at the top or below a row."""
        if not parent.isValid():
            return len(self._rows)
        if parent.column() != 0 or parent.internalId() != _TOP:
            return 0
        row = self.row(parent)
        return len(row.below) if row is not None else 0

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row can be chosen, and ticked where it has a box."""
        usual = super().flags(index)
        row = self.row(index)
        boxed = row is not None and row.ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if boxed else usual

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return words, looks and the tick."""
        row = self.row(index)
        if row is None:
            return None
        if role == _ROLE.CheckStateRole:
            return None if row.ticked is None or index.column() else _state(on=row.ticked)
        if role == _ROLE.SizeHintRole:
            return QSize(0, row.height) if row.height else None
        cell = row.cells[index.column()] if index.column() < len(row.cells) else None
        return _told(cell, role) if cell is not None else None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Tick or untick a top row."""
        row = self.row(index)
        if role != _ROLE.CheckStateRole or row is None or row.ticked is None:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._rows[index.row()] = msgspec.structs.replace(row, ticked=on)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if role != _ROLE.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._heads[section] if 0 <= section < len(self._heads) else None


def _state(*, on: bool) -> int:
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    return int(state.value)


def _told(cell: PlainCell, role: int) -> Any:
    if role == _ROLE.ToolTipRole:
        return tip(cell.tip) or None
    asked: dict[int, Any] = {
        _ROLE.DisplayRole: visible_lines(cell.text),
        _ROLE.AccessibleTextRole: visible_lines(cell.said) or None,
        _ROLE.AccessibleDescriptionRole: visible_lines(cell.told) or None,
        _ROLE.FontRole: cell.font,
        _ROLE.ForegroundRole: cell.ink,
        _ROLE.BackgroundRole: cell.ground,
    }
    return asked.get(role)


def record_at(index: Index) -> Any:
    """Return what the row of an index stands for, for who paints it; None without any."""
    model = index.model()
    return model.record(index) if isinstance(model, PlainRows) else None


def add_choice(box: QComboBox, title: str, name: str) -> None:
    """Add a line to a combo box, whose own objects may hold texts only; name: what it means."""
    box.addItem(title, name)


class PlainList(QListView):
    """A list of plain rows with one column. currentRowChanged(row): -1 for none."""

    currentRowChanged = Signal(int)  # noqa: N815 - named as Qt's own lists name it

    def __init__(self, name: str = "", said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plain = PlainRows(parent=self)
        self.setModel(self.plain)
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: tuple[PlainRow, ...]) -> None:
        """Show these; none of them is chosen."""
        self.selectionModel().clear()
        self.plain.show_rows(rows)

    def count(self) -> int:
        """Return how many rows there are."""
        return self.plain.rowCount()

    def currentRow(self) -> int:
        """Return which row is the current one, -1 for none."""
        return int(self.currentIndex().row())

    def setCurrentRow(self, row: int) -> None:
        """Make a row the current one; what is no row: none, until the list gets the focus.

        The view's own way would remember that none was wanted, and the keys then found no row.
        """
        flag = QItemSelectionModel.SelectionFlag
        plain = self.selectionMode() is self.SelectionMode.NoSelection
        command = flag.NoUpdate if plain else flag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.plain.index(row, 0), command)

    def record(self) -> Any:
        """Return what the current row stands for, None without one."""
        return self.plain.record(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of another current row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.currentRowChanged.emit(current.row())


# ---------------- A short list at the left of a screen that leads to its parts
_WIDTH = 224


class NavList(PlainList):
    """`currentRowChanged` tells which part is wanted. name: for screen readers.

    width: in pixels at the usual size.
    """

    def __init__(self, theme: Theme, name: str, width: int = _WIDTH) -> None:
        super().__init__(said=name)
        self._theme = theme
        self._width = width
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        set_kind(self, "nav")
        theme.changed.connect(self._renew)
        self._renew()

    def show_titles(self, titles: tuple[str, ...]) -> None:
        """List these; the first one is chosen."""
        cells = (PlainCell(text=title, tip=title) for title in titles)
        self.show_rows(tuple(PlainRow(cells=(cell,)) for cell in cells))
        self.setCurrentRow(0)

    def set_room(self, width: int) -> None:
        """Be narrower than usual where a screen is this narrow: at most a third of it."""
        self._room = width
        self._renew()

    def _renew(self) -> None:
        usual = self._theme.px(self._width)
        self.setFixedWidth(min(usual, self._room // 3) if self._room else usual)


# ---------------- A list of painted rows of one height, several of which can be chosen
class RowList(QListView):
    """name: to find it by; said: what is read aloud. What paints a row is set by who makes it."""

    def __init__(self, theme: Theme, name: str, said: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        set_kind(self, "bare")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.changed.connect(self.doItemsLayout)
