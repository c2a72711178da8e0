"""The list model of a comparison's rows."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.compare import Comparison
from inspector.gui.compare.compare_rows import shown_rows
from inspector.gui.compare.row_words import spoken
from inspector.gui.compare.shown import Shown
from inspector.gui.widgets.tooltip import tip

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractListModel):
    """Owner of what is folded and whether only differences are listed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison = Comparison(heads=())
        self._opened: frozenset[str] = frozenset()
        self._only = False
        self._rows: tuple[Shown, ...] = ()

    @property
    def rows(self) -> tuple[Shown, ...]:
        """The rows listed."""
        return self._rows

    @property
    def comparison(self) -> Comparison:
        """What is listed."""
        return self._comparison

    def show_comparison(self, comparison: Comparison) -> None:
        """List another comparison."""
        self._comparison = comparison
        self._renew()

    def show_only_differences(self, only: bool) -> None:  # noqa: FBT001 - a slot
        """Leave out what is the same."""
        self._only = only
        self._renew()

    def toggle(self, index: Index) -> None:
        """Open or close a fold."""
        row = self.row(index)
        if row is not None and row.key:
            self._opened ^= {row.key}
            self._renew()

    def row(self, index: Index) -> Shown | None:
        """Return the row of an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many rows are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, or how it is read aloud."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        texts = {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }
        if role not in texts:
            return None
        heads = tuple(head.label or head.title for head in self._comparison.heads)
        text = spoken(row, heads)
        return tip(text.replace("; ", "\n")) if role == Qt.ItemDataRole.ToolTipRole else text

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = shown_rows(self._comparison, self._opened, only_differences=self._only)
        self.endResetModel()
