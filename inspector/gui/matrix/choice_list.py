"""A list of things to tick, as high as what it holds, up to a few rows."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from inspector.gui.matrix.choice_row import DETAIL, ChoiceRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind

_MOST = 5
_CHECKED = Qt.CheckState.Checked


class ChoiceList(QListWidget):
    """ticked(): another choice. Space or Enter ticks the row with the focus."""

    ticked = Signal()

    def __init__(self, theme: Theme, name: str, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._row = ChoiceRow(theme)
        self.setItemDelegate(self._row)
        self.setObjectName(name)
        self.setAccessibleName(title)
        set_kind(self, "bare")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # what is chosen has a tick
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemChanged.connect(self.ticked)
        theme.changed.connect(self._renew)

    def show_entries(
        self, entries: tuple[tuple[str, str], ...], chosen: frozenset[int] = frozenset()
    ) -> None:
        """List these names with their details; those are ticked."""
        row = self.currentRow()
        with QSignalBlocker(self):
            self.clear()
            for place, (name, detail) in enumerate(entries):
                self._add(name, detail, ticked=place in chosen)
        self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self._renew()

    def chosen(self) -> tuple[int, ...]:
        """Return the places of those that are ticked."""
        return tuple(
            place for place in range(self.count()) if self.item(place).checkState() is _CHECKED
        )

    def tick(self, wanted: frozenset[int]) -> None:
        """Tick these and no others; told of once."""
        with QSignalBlocker(self):
            for place in range(self.count()):
                state = _CHECKED if place in wanted else Qt.CheckState.Unchecked
                self.item(place).setCheckState(state)
        self.viewport().update()
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick as Space does."""
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            ticked = item.checkState() is _CHECKED
            item.setCheckState(Qt.CheckState.Unchecked if ticked else _CHECKED)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the height of its rows, of the first few where there are more."""
        rows = range(min(self.count(), _MOST))
        high = sum(self.sizeHintForRow(place) for place in rows)
        return QSize(0, high + 2 * self.frameWidth() + 2)

    def _add(self, name: str, detail: str, *, ticked: bool) -> None:
        item = QListWidgetItem(name, self)
        item.setData(DETAIL, detail)
        said = ", ".join(filter(None, (name, detail)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip("\n".join(filter(None, (name, detail))))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_CHECKED if ticked else Qt.CheckState.Unchecked)

    def _renew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
