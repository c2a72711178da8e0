"""An editor for text in code font: bodies, claims; JSON is coloured while it is typed."""

import re

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    Qt,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.theme import Theme

# ---------------- Colours JSON while it is typed
_PARTS = re.compile(
    r'(?P<name>"(?:[^"\\]|\\.)*+")(?=\s{0,20}:)|(?P<string>"(?:[^"\\]|\\.)*+(?:"|\Z))'
    r"|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\b(?:true|false|null)\b)|(?P<variable>\{\{[^{}]{0,200}\}\})"
)
_COLOURS = {
    "name": "info",
    "string": "ok",
    "number": "warn",
    "word": "jwt_payload",
    "variable": "accent",
}
_LONGEST_LINE = 5_000


class JsonHighlighter(QSyntaxHighlighter):
    """Switched on for JSON bodies only; very long lines stay plain."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._on = False
        theme.changed.connect(self.rehighlight)

    def switch(self, on: bool) -> None:  # noqa: FBT001 - a setter as Qt's are
        """Switch it on or off."""
        if on != self._on:
            self._on = on
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if not self._on or len(text) > _LONGEST_LINE:
            return
        for found in _PARTS.finditer(text):
            shape = QTextCharFormat()
            shape.setForeground(self._theme.colour(_COLOURS[found.lastgroup or "string"]))
            self.setFormat(found.start(), found.end() - found.start(), shape)


# ---------------- The editor
_INDENT = "  "


class CodeEdit(QPlainTextEdit):
    """edited(str): the user changed the text. left(): the focus went elsewhere.

    name: for screen readers.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "code")
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._colours = JsonHighlighter(self.document(), theme)
        self.textChanged.connect(lambda: self.edited.emit(self.toPlainText()))

    def show_text(self, text: str, *, json: bool) -> None:
        """Show another text; the one being typed stays as it is."""
        with QSignalBlocker(self):
            self._colours.switch(json)
            if text != self.toPlainText():
                self.setPlainText(text)

    def go_into(self, name: str) -> None:
        """Put the cursor between the quotes of an empty member of that name."""
        found = self.document().find(f'"{name}": ""')
        if not found.isNull():
            found.setPosition(found.selectionEnd() - 1)
            self.setTextCursor(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Indent with Tab; Esc lets the next Tab leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.setTabChangesFocus(True)
            event.ignore()
        elif event.key() == Qt.Key.Key_Tab and not self.tabChangesFocus():
            self.textCursor().insertText(_INDENT)
        else:
            if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                self.setTabChangesFocus(False)
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing ended; a menu over the editor does not end it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
