"""One table of a log tab: filtered by words, bars behind the shares, copied with Ctrl+C."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from inspector.gui.theme import Theme
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import copy_entry, offer_menu
from inspector.gui.widgets.painting import rounded
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.logs.log_rows import LogTable
from inspector.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_ROW, _LEAST, _SHARE, _SAMPLE = 28, 90, 1, 60
_NOTHING = LogTable("", (), (), "words", 0)


class LogTableModel(QAbstractTableModel):
    """The rows of one table that have all the words looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _NOTHING
        self._shown: list[int] = []

    def show(self, table: LogTable, words: str = "") -> None:
        """Show another table, or other rows of it."""
        wanted = words.lower().split()
        self.beginResetModel()
        self.table = table
        self._shown = [row for row in range(len(table.rows)) if _has(table, row, wanted)]
        self.endResetModel()

    def share(self, index: _Index) -> float | None:
        """Return the share whose bar is painted in this cell."""
        if self.table.kind != "counts" or index.column() != _SHARE:
            return None
        return self.table.shares[self._shown[index.row()]]

    def text_of(self, row: int) -> str:
        """Return the whole text of a row, as it is copied."""
        at = self._shown[row]
        details = self.table.details
        return details[at] if details and details[at] else "\t".join(self.table.rows[at])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; its tooltip is the whole row."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.table.rows[self._shown[index.row()]][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text_of(index.row()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.table.columns[section]


def _has(table: LogTable, row: int, wanted: list[str]) -> bool:
    details = table.details[row] if table.details else ""
    text = f"{' '.join(table.rows[row])} {details}".lower()
    return all(word in text for word in wanted)


class LogTableDelegate(QStyledItemDelegate):
    """Paints the bar of a share under its number."""

    def __init__(self, theme: Theme, model: LogTableModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell, then a thin bar at its bottom."""
        super().paint(painter, option, index)
        share = self._model.share(index)
        if share is None:
            return
        box = QRectF(option.rect).adjusted(8, 0, -8, -3)
        bar = QRectF(box.left(), box.bottom() - 3, max(box.width() * share, 2), 3)
        painter.save()
        rounded(painter, bar, 1.5, self._theme.colour("err_fill"))
        painter.restore()


class LogTableView(QTableView):
    """Shows one table; the last but one or last column, where the words are, takes the room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = LogTableModel()
        self._delegate = LogTableDelegate(theme, self._rows)
        self._words = ""
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setObjectName("log_table")
        set_kind(self, "grid")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        offer_menu(self, theme, lambda: (copy_entry(self, self._copy),))
        theme.changed.connect(self._renew)
        self._renew()

    @property
    def rows(self) -> int:
        """How many rows are shown."""
        return self._rows.rowCount()

    def show_table(self, table: LogTable) -> None:
        """Show another table with the words that are looked for."""
        self.setAccessibleName(tr("{name}, table", name=table.name))
        self._rows.show(table, self._words)
        self._size_columns()

    def look_for(self, words: str) -> None:
        """Show only the rows that have all these words."""
        self._words = words
        self._rows.show(self._rows.table, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the room that the other columns leave."""
        super().resizeEvent(event)
        self._size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole text of the chosen rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        copy_text("\n".join(map(self._rows.text_of, rows)))

    def sizeHint(self) -> QSize:
        """Return its usual size."""
        return QSize(400, self._theme.px(240))

    def _size_columns(self) -> None:
        table = self._rows.table
        if not table.columns:
            return
        widths = [self._width(column) for column in range(len(table.columns))]
        wide = table.wide
        rest = sum(width for column, width in enumerate(widths) if column != wide)
        widths[wide] = max(self.viewport().width() - rest, self._theme.px(_LEAST) * 2)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _width(self, column: int) -> int:
        table, metrics = self._rows.table, self.fontMetrics()
        texts = [table.columns[column], *(row[column] for row in table.rows[:_SAMPLE])]
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        return min(widest + self._theme.px(24), self._theme.px(360))

    def _renew(self) -> None:
        self.setFont(self._theme.font(13))
        self.verticalHeader().setDefaultSectionSize(self._theme.row(_ROW))
        self._size_columns()
