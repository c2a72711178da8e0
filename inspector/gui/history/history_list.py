"""The list of the history: keys, clicks and what they ask for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent

from inspector.gui.history.history_model import HistoryModel
from inspector.gui.history.row_delegate import RowDelegate
from inspector.gui.theme import Theme
from inspector.gui.widgets.row_list import RowList
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.record.row import Row


class HistoryList(RowList):
    """open_asked(Row, keep), delete_asked(rows), pin_asked(Row), compare_asked(rows)."""

    open_asked = QtSignal(object, bool)
    delete_asked = QtSignal(object)
    pin_asked = QtSignal(object)
    compare_asked = QtSignal(object)

    def __init__(self, theme: Theme, model: HistoryModel) -> None:
        super().__init__(theme, "history_list", tr("Attempts, newest first"))
        self._model = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.clicked.connect(lambda index: self._open(index, keep=False))
        self.doubleClicked.connect(lambda index: self._open(index, keep=True))

    @property
    def current(self) -> "Row | None":
        """The row that has the focus."""
        return self._model.row(self.currentIndex())

    @property
    def chosen(self) -> "tuple[Row, ...]":
        """The selected rows, newest first."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.rows[at] for at in places if at < len(self._model.rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes, P pins, Ctrl+D compares the chosen ones."""
        row = self.current
        if _compares(event) and len(self.chosen) > 1:
            self.compare_asked.emit(self.chosen)
            return
        if row is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_asked.emit(row, True)
        elif row is not None and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_asked.emit(self.chosen or (row,))
        elif row is not None and event.key() == Qt.Key.Key_P and not event.modifiers():
            self.pin_asked.emit(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Delete, and Ctrl+D on several, before a shortcut of the window does."""
        mine = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
                or (_compares(event) and len(self.chosen) > 1)
            )
        )
        if mine:
            event.accept()
        return mine or super().event(event)

    def _open(self, index: QModelIndex, *, keep: bool) -> None:
        row = self._model.row(index)
        if row is not None and len(self.chosen) <= 1:
            self.open_asked.emit(row, keep)


def _compares(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier
