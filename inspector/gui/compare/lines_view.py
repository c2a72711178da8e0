"""The list of a comparison's rows: Enter opens a fold, Ctrl+C copies the chosen rows."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.line_delegate import LineDelegate
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.theme import Theme
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.menu import copy_entry, offer_menu
from inspector.presentation.comparison.comparison_words import copied
from inspector.wording import tr

_FEW = 3000


class LinesView(QListView):
    """scrolled(int): sideways, for the heads to follow; resized(): the columns are others."""

    scrolled = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, model: LinesModel, columns: Columns) -> None:
        super().__init__()
        self._model = model
        self._columns = columns
        self.setModel(model)
        self._delegate = LineDelegate(theme, columns, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("compare_view")
        self.setAccessibleName(tr("Differences"))
        set_kind(self, "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().valueChanged.connect(self._slide)
        self.clicked.connect(model.toggle)
        offer_menu(self, theme, lambda: (copy_entry(self, self._copy),))
        model.modelReset.connect(self._renew)
        theme.changed.connect(self._renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._columns.room = self.viewport().width()
        self._columns.left = self.viewport().x()
        self.scheduleDelayedItemsLayout()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open folds and copy rows."""
        index = self.currentIndex()
        row = self._model.row(index)
        if row is not None and event.key() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        }:
            self._model.toggle(index)
            self.setCurrentIndex(self._model.index(index.row()))
        elif row is not None and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        """Copy the chosen rows in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        copy_text("\n".join(copied(self._model.rows[place]) for place in places))

    def show_column(self, place: int) -> None:
        """Scroll sideways until a column stands beside the names."""
        bar, columns = self.horizontalScrollBar(), self._columns
        cell = columns.cell(QRect(0, 0, columns.width, 1), place)
        if cell.left() - bar.value() < columns.fixed or cell.right() - bar.value() > columns.room:
            bar.setValue(cell.left() - columns.fixed)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew what slides: the names stay, so that pixels can't just be moved."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()

    def _slide(self, shift: int) -> None:
        self._columns.shift = shift
        self.scrolled.emit(shift)

    def _renew(self) -> None:
        self._delegate.renew()
        self._columns.fit(self._model.comparison)
        rows = self._model.rows
        few = len(rows) <= _FEW  # each is asked for its height; of very many that takes long
        self.setUniformItemSizes(not (few and any(row.code for row in rows)))
        self.scheduleDelayedItemsLayout()
