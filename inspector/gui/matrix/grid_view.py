"""The grid of results: arrow keys go from cell to cell, Enter or a click opens its attempt."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.gui.matrix.grid_cell import HEIGHT, GridCell
from inspector.gui.matrix.grid_header import GridHeader
from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.theme import Theme
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import Entry
from inspector.gui.widgets.offered_menu import copy_entry, offer_menu
from inspector.wording import tr

_LEAST, _MOST, _NAME, _NAME_MOST = 186, 330, 164, 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class GridView(QTableView):
    """asked(row, column): open the attempt of that cell."""

    asked = Signal(int, int)

    def __init__(self, theme: Theme, model: GridModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setObjectName("matrix_grid")
        self.setAccessibleName(tr("Results, a row for each request, a column for each credential"))
        set_kind(self, "bare")
        self.setHorizontalHeader(GridHeader(theme, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(GridHeader(theme, Qt.Orientation.Vertical, self))
        self.setItemDelegate(GridCell(theme, self))
        self._plain()
        model.modelReset.connect(self._share)
        self.clicked.connect(self._ask)
        offer_menu(self, theme, self._entries)
        theme.changed.connect(self._share)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or copy the cell with the focus."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER:
            self._ask(index)
        elif index.isValid() and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Copy the cell with the focus in words."""
        copy_text(str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _entries(self) -> tuple[Entry, ...]:
        here = self.currentIndex()
        opens = Entry(
            tr("Open"), lambda: self._ask(here), "folder-open", tr("Enter"), here.isValid()
        )
        return opens, copy_entry(self, self._copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _plain(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _share(self) -> None:
        """Give the columns the width there is, within bounds; the rest scrolls."""
        px, count = self._theme.px, max(1, self.horizontalHeader().count())
        names = min(px(_NAME), _NAME_MOST, max(px(90), self.width() // 4))
        self.verticalHeader().setFixedWidth(names)
        room = self.width() - names - 2 * self.frameWidth() - 2
        each = min(max(room // count, px(_LEAST)), px(_MOST))
        self.horizontalHeader().setDefaultSectionSize(each)
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))

    def _ask(self, index: Index) -> None:
        self.asked.emit(index.row(), index.column())
