"""The cells of a credential matrix as a table: a row a request, a column a credential."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.export.words import cause_words
from inspector.gui.theme import Theme
from inspector.model.matrix import Candidate, Cell, Subject
from inspector.wording import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class GridModel(QAbstractTableModel):
    """Owner of the cells that came so far."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    def begin(self, subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...]) -> None:
        """Show an empty grid for these."""
        self.beginResetModel()
        self._rows = tuple(one.label for one in subjects)
        self._columns = tuple(one.label for one in candidates)
        self._cells = {}
        self.endResetModel()

    def take(self, cell: Cell) -> None:
        """Show a cell that came."""
        self._cells[cell.row, cell.column] = cell
        place = self.index(cell.row, cell.column)
        self.dataChanged.emit(place, place)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell at an index, None while it has not come."""
        return self._cells.get((index.row(), index.column()))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of requests."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of credentials."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the name of a row or column."""
        names = self._columns if orientation is Qt.Orientation.Horizontal else self._rows
        if role in {_ROLE.DisplayRole, _ROLE.ToolTipRole} and section < len(names):
            return names[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return text, icon, tooltip and what is read aloud."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == _ROLE.DisplayRole:
            return short(cell)
        if role == _ROLE.DecorationRole:
            return self._theme.icon(*_look(cell), 16)
        if role == _ROLE.ToolTipRole:
            return cell.not_run or cell.title or short(cell)
        if role == _ROLE.AccessibleTextRole:
            return spoken(cell)
        return None


def short(cell: Cell) -> str:
    """Return status and cause in a few words."""
    if cell.not_run:
        return tr("Not run")
    status = str(cell.status) if cell.status is not None else tr("No reply")
    meaning = cause_words(cell.cause) if cell.cause else tr("Accepted") if cell.accepted else ""
    return f"{status} {meaning}".rstrip()


def spoken(cell: Cell) -> str:
    """Return what is read aloud: which cell, what came, why."""
    return tr(
        "{request} with {credential}: {result}. {title}",
        request=cell.request,
        credential=cell.credential,
        result=short(cell),
        title=cell.not_run or cell.title,
    )


def _look(cell: Cell) -> tuple[str, str]:
    if cell.not_run:
        return "info", "text3"
    return ("circle-check", "ok") if cell.accepted else ("circle-x", "err")
