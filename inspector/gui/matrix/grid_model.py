"""The cells of a credential matrix as a table: a row a request, a column a credential."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.gui.widgets.tooltip import tip
from inspector.model.matrix import Candidate, Cell, Subject
from inspector.presentation.matrix.cell_words import Shown, planned, result, spoken, waiting
from inspector.workbench.probing.matrix_plan import Job

SHOWN, DETAIL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class GridModel(QAbstractTableModel):
    """Owner of the cells: what a run would send, then what came of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Subject, ...] = ()
        self._columns: tuple[Candidate, ...] = ()
        self._shown: dict[tuple[int, int], Shown] = {}
        self._cells: dict[tuple[int, int], Cell] = {}

    def preview(
        self,
        subjects: tuple[Subject, ...],
        candidates: tuple[Candidate, ...],
        jobs: Iterable[Job],
    ) -> None:
        """Show what a run would do with each cell."""
        made = {(job.row, job.column): planned(job.method, job.why_not) for job in jobs}
        self._begin(subjects, candidates, made)

    def begin(self, subjects: tuple[Subject, ...], candidates: tuple[Candidate, ...]) -> None:
        """Show a grid whose results are still to come."""
        places = ((r, c) for r in range(len(subjects)) for c in range(len(candidates)))
        self._begin(subjects, candidates, dict.fromkeys(places, waiting()))

    def retell(self, candidates: tuple[Candidate, ...]) -> None:
        """Tell otherwise of the credentials of the grid."""
        self._columns = candidates
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(candidates) - 1)

    def take(self, cell: Cell) -> None:
        """Show a cell that came."""
        place = cell.row, cell.column
        self._cells[place], self._shown[place] = cell, result(cell)
        index = self.index(*place)
        self.dataChanged.emit(index, index)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell at an index, None while it has not come."""
        return self._cells.get((index.row(), index.column()))

    @property
    def done(self) -> int:
        """How many cells came."""
        return len(self._cells)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of requests."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of credentials."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return name and detail of a row or column."""
        flat = orientation is Qt.Orientation.Horizontal
        names: tuple[Subject | Candidate, ...] = self._columns if flat else self._rows
        if section >= len(names):
            return None
        named = names[section]
        if role == _ROLE.DisplayRole:
            return named.label
        if role == DETAIL:
            return named.detail
        whole = "\n".join(filter(None, (named.label, named.detail)))
        if role == _ROLE.ToolTipRole:
            return tip(whole)
        return whole if role == _ROLE.AccessibleTextRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what is painted, its words, its tooltip and what is read aloud."""
        shown = self._shown.get((index.row(), index.column()))
        if shown is None:
            return None
        if role == SHOWN:
            return shown
        if role == _ROLE.DisplayRole:
            return shown.title
        if role == _ROLE.ToolTipRole:
            return tip(shown.tip)
        if role == _ROLE.AccessibleTextRole:
            return spoken(shown, self._rows[index.row()].label, self._columns[index.column()].label)
        return None

    def _begin(
        self,
        subjects: tuple[Subject, ...],
        candidates: tuple[Candidate, ...],
        shown: dict[tuple[int, int], Shown],
    ) -> None:
        self.beginResetModel()
        self._rows, self._columns = subjects, candidates
        self._shown, self._cells = shown, {}
        self.endResetModel()
