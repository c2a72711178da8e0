"""The list of a recording's entries: a click or Enter shows one, several can be chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from inspector.gui.history.row_delegate import RowDelegate
from inspector.gui.recording.entry_model import EntryModel
from inspector.gui.theme import Theme
from inspector.gui.widgets.row_list import RowList
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.attempts.entries import Entry


class EntryList(RowList):
    """show_asked(Entry); chosen_changed(): others are selected."""

    show_asked = Signal(object)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, model: EntryModel) -> None:
        super().__init__(theme, "entry_list", tr("Requests of the recording, refused ones first"))
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def count(self) -> int:
        """How many are chosen; quick, however many there are."""
        return sum(last + 1 - first for first, last in self._parts())

    @property
    def chosen(self) -> "tuple[Entry, ...]":
        """The chosen entries, in the order of the list."""
        listed = self._entries.entries
        return tuple(each for first, last in self._parts() for each in listed[first : last + 1])

    def _parts(self) -> list[tuple[int, int]]:
        """Return the first and last row of each stretch that is selected."""
        selection = self.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.size()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def choose(self, entry: "Entry | None") -> None:
        """Choose this entry alone, if it is listed."""
        if entry in self._entries.entries:
            index = self._entries.index(self._entries.entries.index(entry), 0)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def choose_again(self, entries: "tuple[Entry, ...]") -> None:
        """Choose several that were chosen before; one alone is the one that is shown."""
        wanted = {id(entry) for entry in entries}
        if len(wanted) < 2:  # noqa: PLR2004 - several
            return
        selection = QItemSelection()
        for row, entry in enumerate(self._entries.entries):
            if id(entry) in wanted:
                index = self._entries.index(row, 0)
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the entry that has the focus."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._show(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if self.count == 1:
            self._show(index)

    def _show(self, index: QModelIndex) -> None:
        if index.isValid():
            self.show_asked.emit(self._entries.entries[index.row()])
