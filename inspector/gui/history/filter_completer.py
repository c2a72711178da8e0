"""Completes the words of the history's filter while they are typed."""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from inspector.gui.history.history_model import HistoryModel
from inspector.presentation.history.filter_words import begun, offered, values_of
from inspector.wording import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterCompleter(QObject):
    """Lists keys and values below a line; Tab takes the first, Enter the chosen one."""

    def __init__(self, line: QLineEdit, model: HistoryModel) -> None:
        super().__init__(line)
        self._line, self._rows = line, model
        self._seen: dict[str, frozenset[str]] = {}
        self._words = QStringListModel(self)
        self.list = QCompleter(self._words, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setWidget(line)
        self.list.activated.connect(self._take)
        if (popup := self.list.popup()) is not None:
            popup.setAccessibleName(tr("Words of the filter"))
            popup.installEventFilter(self)
        line.textEdited.connect(self._offer)
        model.filled.connect(self._gather)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a word by Tab, or the chosen one by Enter, before the line is left by them."""
        popup = self.list.popup()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not popup:
            return super().eventFilter(watched, event)
        chosen = popup.currentIndex()
        if event.key() == Qt.Key.Key_Tab and not chosen.isValid():
            chosen = self._words.index(0, 0)
        if event.key() in (*_ENTER, Qt.Key.Key_Tab) and chosen.isValid():
            popup.hide()
            self._take(str(chosen.data() or ""))
            return True
        return super().eventFilter(watched, event)

    def _gather(self) -> None:
        """Remember what the attempts listed so far hold."""
        for key, values in values_of(self._rows.rows).items():
            self._seen[key] = self._seen.get(key, frozenset()) | values

    def _offer(self, _text: str = "") -> None:
        line, popup = self._line, self.list.popup()
        words = offered(begun(line.text()[: line.cursorPosition()]), self._seen)
        self._words.setStringList(words)
        if words:
            self.list.complete()
        elif popup is not None:
            popup.hide()

    def _take(self, word: str) -> None:
        """Put a word in the place of what was typed of it; after a key its values are listed."""
        line, at = self._line, self._line.cursorPosition()
        typed = begun(line.text()[:at])
        line.setSelection(at - len(typed), len(typed))
        line.insert(word if word.endswith(":") else f"{word} ")
        if word.endswith(":"):
            self._offer()
