"""The editor for bodies: Tab indents, F6 or Esc and then Tab leaves; JSON is coloured."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.compose.json_highlighter import JsonHighlighter
from inspector.gui.theme import Theme
from inspector.wording import tr

_INDENT = "  "


class TextEditor(QPlainTextEdit):
    """edited(str): the user changed the text. left(): the focus went elsewhere."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "code")
        self.setAccessibleName(tr("Body"))
        self.setObjectName("body_edit")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._colours = JsonHighlighter(self.document(), theme)
        self.textChanged.connect(lambda: self.edited.emit(self.toPlainText()))

    def show_text(self, text: str, *, json: bool) -> None:
        """Show another text; the one being typed stays as it is."""
        with QSignalBlocker(self):
            self._colours.switch(json)
            if text != self.toPlainText():
                self.setPlainText(text)

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
