"""The program's own log, masked: read again on demand, copied for a report."""

from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.clipboard import copy_text
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.page import Page
from inspector.presentation.help.log_text import log_text
from inspector.wording import tr


class LogView(Page):
    """Shows the end of the log; reading and masking happen off the window's thread."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        path = tools.places.log
        lead = tr("What the program noted about itself, in {path}.", path=path)
        super().__init__(document.title, lead, parent)
        self._tools = tools
        self._path = path
        self.text = QPlainTextEdit()
        self.text.setObjectName("log_text")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Log"))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setPlaceholderText(tr("Nothing has been noted yet."))
        set_kind(self.text, "code")
        self.refresh_button = Button(tools.theme, tr("Refresh"), "secondary", "refresh-cw")
        self.copy_button = Button(tools.theme, tr("Copy"), "secondary", "copy")
        self.add_action(self.refresh_button)
        self.add_action(self.copy_button)
        self.column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self.refresh_button.clicked.connect(self.refresh)
        self.copy_button.clicked.connect(self._copy)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the log again: more may have been noted since."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the log again."""
        job = self._tools.background.compute(log_text, self._path, self._tools.vault.known_values)
        job.succeeded.connect(self._show)

    def _show(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.moveCursor(QTextCursor.MoveOperation.StartOfLine)
        self.copy_button.setEnabled(bool(text))

    def _copy(self) -> None:
        copy_text(self.text.toPlainText())
        self._tools.notices.say(tr("Copied the log, secrets masked."))
