"""Completes the scope that is typed last with those that the issuer names."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from inspector.gui.forms.editors import TextEditor


class ScopeCompleter(QCompleter):
    """words: returns the scopes to offer; those that stand there already are left out."""

    def __init__(self, editor: TextEditor, words: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(editor)
        self._editor, self._line, self._words = editor, editor.line, words
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.line.textEdited.connect(self._offer)
        self.activated.connect(self._take)
        editor.line.setCompleter(self)

    def splitPath(self, path: str) -> list[str]:
        """Return what is looked for: the word that is typed."""
        return [path.rpartition(" ")[2]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole text with the word in it."""
        before, blank, _ = self._line.text().rpartition(" ")
        word = index.data()
        return f"{before}{blank}{word}"

    def _take(self, text: str) -> None:
        self._line.setText(text)
        self._editor.edited.emit(text)

    def _offer(self, text: str) -> None:
        there = set(text.split()[:-1]) if not text.endswith(" ") else set(text.split())
        offered = [word for word in self._words() if word not in there]
        if offered != self._model.stringList():
            self._model.setStringList(offered)
