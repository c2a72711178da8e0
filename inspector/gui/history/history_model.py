"""The rows of the history, fetched page by page as they come into sight."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from inspector.gui.bridge.job import Job
from inspector.gui.history.row_words import spoken, tooltip
from inspector.gui.state.history import AttemptHistory
from inspector.gui.widgets.tooltip import tip
from inspector.record.filters import Filter

if TYPE_CHECKING:
    from inspector.record.row import Row

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Shows the newest that fit; asks for older ones when the view needs them.

    filled(): the first page is there (it may be empty).
    """

    filled = QtSignal()

    def __init__(self, history: AttemptHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._filter = Filter()
        self._rows: list[Row] = []
        self._more = False
        self._job: Job | None = None

    def show_filter(self, wanted: Filter) -> None:
        """Show what fits from the newest on; what is shown stays until then."""
        self._filter = wanted
        self._ask(None)

    def renew(self) -> None:
        """Show the same again: something was added or changed."""
        self._ask(None)

    def row(self, index: Index) -> "Row | None":
        """Return the row of an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    @property
    def rows(self) -> "tuple[Row, ...]":
        """What is fetched so far."""
        return tuple(self._rows)

    # ------------------------------------------------------------ as Qt asks
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many are fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, what is read aloud, or the tooltip."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        now = datetime.now().astimezone()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row, now)
        return tip(tooltip(row, now)) if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older ones."""
        return not parent.isValid() and self._more and self._job is None

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        last = self._rows[-1] if self._rows else None
        self._ask((last.started, last.key) if last else None)

    # ------------------------------------------------------------ asking
    def _ask(self, after: tuple[int, int] | None) -> None:
        if self._job is not None:
            self._job.cancel()
        job = self._history.page(self._filter, after)
        self._job = job
        job.succeeded.connect(lambda rows: self._take(job, rows, first=after is None))
        job.failed.connect(lambda _error: self._take(job, (), first=after is None))

    def _take(self, job: Job, rows: "tuple[Row, ...]", *, first: bool) -> None:
        if job is not self._job or not shiboken6.isValid(self):
            return  # the filter changed meanwhile, or the window was closed
        self._job = None
        if first:
            self._replace(rows)
            self.filled.emit()
        elif rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        self._more = bool(rows)

    def _replace(self, rows: "tuple[Row, ...]") -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
