"""The picture of a story as a table, which is what screen readers walk through."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.presentation.story.graph import Graph
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.spoken import Spoken

_READ = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
Index = QModelIndex | QPersistentModelIndex


class StoryTable(QAbstractTableModel):
    """Rows are intentions, entries, parties and credentials; columns are the steps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._graph: Graph | None = None
        self.spoken: Spoken | None = None

    def show_graph(self, told: Outline | None, graph: Graph | None) -> None:
        """Hold another picture."""
        self.beginResetModel()
        self._graph = graph
        self.spoken = Spoken(told, graph) if told is not None and graph is not None else None
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return len(self._graph.rows) if self._graph is not None and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many steps there are."""
        return len(self._graph.columns) if self._graph is not None and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a row at a step, in words."""
        if self.spoken is None or role not in _READ or not index.isValid():
            return None
        return self.spoken.cell(index.row(), index.column())

    def spoken_step(self, column: int) -> str:
        """Return a step in words."""
        return self.spoken.column(column) if self.spoken is not None else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a row, or of a step."""
        if self.spoken is None or role not in _READ:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.spoken.row(section)
        return self.spoken.column(section)
