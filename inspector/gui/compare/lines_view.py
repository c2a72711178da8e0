"""The list of a comparison's rows, and what their colours mean, at its foot."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from inspector.compare.records import Comparison
from inspector.gui.compare.heads_view import Columns
from inspector.gui.compare.line_delegate import CELL_LOOKS, LineDelegate
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Icon, Label
from inspector.gui.widgets.menu import copy_entry, offer_menu
from inspector.presentation.comparison.comparison_words import copied
from inspector.wording import tr

_FEW = 3000


class LinesView(QListView):
    """Enter opens a fold, Ctrl+C copies the chosen rows.

    scrolled(int): sideways, for the heads to follow; resized(): the columns are others.
    """

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


# ---------------- What the colours mean: only those that occur, in a line
_HIGH = 640  # pixels at 100 %: in a lower page the lines need the room


class Legend(QWidget):
    """Hidden while nothing is marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: dict[str, QWidget] = {}
        self._marked = False
        self.setAccessibleName(tr("What the colours mean"))
        words = {
            "bad": tr("stands in the way"),
            "good": tr("as the API wants it"),
            "changed": tr("changed"),
        }
        row = FlowLayout(gap=16)
        for state, (icon, token, *_) in CELL_LOOKS.items():
            self._parts[state] = _part(Icon(theme, icon, token, 13), words[state])
            row.addWidget(self._parts[state])
        row.addWidget(Label(tr("Tinted characters differ"), "quiet"))
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 8, 14, 8)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(inside)
        self.hide()

    def show_states(self, comparison: Comparison) -> None:
        """Explain the states that occur."""
        lines = [line for section in comparison.sections for line in section.lines]
        states = {cell.state for line in lines for cell in line.cells if cell is not None}
        for state, part in self._parts.items():
            part.setVisible(state in states)
        self._marked = not states.isdisjoint(self._parts)

    def fit(self, height: int) -> None:
        """Leave the room to the lines where the page is low."""
        self.setVisible(self._marked and height >= self._theme.px(_HIGH))


def _part(icon: Icon, words: str) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(icon)
    row.addWidget(Label(words, "small"))
    return part
