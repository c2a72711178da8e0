"""A list of things to tick, as high as what it holds, up to a few rows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QSizePolicy

from inspector.gui.matrix.choice_row import ChoiceRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.plain_rows import PlainCell, PlainList, PlainRow

_MOST = 5


class ChoiceList(PlainList):
    """ticked(): another choice. Space or Enter ticks the row with the focus."""

    ticked = Signal()

    def __init__(self, theme: Theme, name: str, title: str) -> None:
        super().__init__(name, title)
        self._theme = theme
        self._row = ChoiceRow(theme)
        self.setItemDelegate(self._row)
        set_kind(self, "bare")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)  # what is chosen has a tick
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plain.ticked.connect(self.ticked)
        theme.changed.connect(self._renew)

    def show_entries(
        self, entries: tuple[tuple[str, str], ...], chosen: frozenset[int] = frozenset()
    ) -> None:
        """List these names with their details; those are ticked."""
        row = self.currentRow()
        self.show_rows(tuple(_row(*entry, ticked=at in chosen) for at, entry in enumerate(entries)))
        self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self._renew()

    def chosen(self) -> tuple[int, ...]:
        """Return the places of those that are ticked."""
        return tuple(place for place, row in enumerate(self.plain.rows) if row.ticked)

    def tick(self, wanted: frozenset[int]) -> None:
        """Tick these and no others; told of once."""
        self.plain.tick(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter tick as Space does."""
        current = self.currentRow()
        if current >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tick(frozenset(self.chosen()) ^ {current})
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the height of its rows, of the first few where there are more."""
        rows = range(min(self.count(), _MOST))
        high = sum(self.sizeHintForRow(place) for place in rows)
        return QSize(0, high + 2 * self.frameWidth() + 2)

    def _renew(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


def _row(name: str, detail: str, *, ticked: bool) -> PlainRow:
    both = tuple(filter(None, (name, detail)))
    cell = PlainCell(text=name, tip="\n".join(both), said=", ".join(both))
    return PlainRow(cells=(cell,), record=detail, ticked=ticked)
