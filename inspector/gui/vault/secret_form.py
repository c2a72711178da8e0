"""The card that takes secrets in: one by name and value, or those of a `.env` file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from inspector.disk.reading import Unread, read_text
from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.intake.env_text import read_env
from inspector.intake.results import Unreadable
from inspector.wording import tr

_LARGEST = 1024 * 1024


class SecretForm(Card):
    """taken(dict): values by name. left(): it was put aside. What was typed is gone then."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme, 14)
        self.setObjectName("vault_form")
        self.setAcceptDrops(True)
        self._tools = tools
        self._value = ""
        self.title = Label("", "heading", wrap=True)
        self.name = QLineEdit()
        self.name.setObjectName("vault_form_name")
        self.value = SecretEdit(tools.theme, tools.choices, tr("Value"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("vault_form_text")
        self.text.setProperty("holds_secret", True)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a file is dropped on the card
        self.text.setPlaceholderText("API_KEY=…")
        set_kind(self.text, "code")
        self.check = InlineCheck(tools.theme)
        self.keep = Button(tools.theme, tr("Keep"), "secondary", "check")
        self.keep.setObjectName("vault_form_keep")
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self._single: list[QWidget] = []
        self._several: list[QWidget] = []
        self._lay_out()
        self.value.edited.connect(self._take)
        self.value.line.returnPressed.connect(self._read)
        self.keep.clicked.connect(lambda _=False: self._read())
        self.cancel.clicked.connect(lambda _=False: self._leave())

    def _lay_out(self) -> None:
        self.column.addWidget(self.title)
        hint = tr("Lines NAME=value of a .env file; a file can be dropped here.")
        self._single = [
            FieldLabel(tr("Name"), self.name),
            self.name,
            FieldLabel(tr("Value"), self.value.line),
            self.value,
        ]
        self._several = [
            Label(hint, "quiet", wrap=True),
            FieldLabel(tr("Text"), self.text),
            self.text,
        ]
        for widget in (*self._single, *self._several, self.check):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def begin(self, *, file: bool) -> None:
        """Show it empty. file: for the values of a `.env` file."""
        self._forget()
        self.title.setText(tr("Import .env") if file else tr("Add secret"))
        for widget in self._single:
            widget.setVisible(not file)
        for widget in self._several:
            widget.setVisible(file)
        (self.text if file else self.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it aside."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file, away from the window's thread."""
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            job = self._tools.background.compute(_values_of, Path(path))
            job.succeeded.connect(self._found)

    def _take(self, text: str) -> None:
        self._value = text

    def _read(self) -> None:
        if self.text.isVisible():
            self._found(_read(self.text.toPlainText()))
        elif not self.name.text().strip() or not self._value:
            self._found(({}, tr("Enter a name and a value.")))
        else:
            self._found(({self.name.text().strip(): self._value}, ""))

    def _found(self, found: tuple[dict[str, str], str]) -> None:
        values, problem = found
        self.check.show_check(problem, "bad")
        if not problem:
            self._forget()
            self.taken.emit(values)

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self._value = ""
        self.value.set_secret("")
        self.name.clear()
        self.text.clear()
        self.check.show_check("")


def _read(text: str) -> tuple[dict[str, str], str]:
    try:
        return read_env(text), ""
    except Unreadable as error:
        return {}, f"{error.problem.what} {error.problem.todo}"


def _values_of(path: Path) -> tuple[dict[str, str], str]:
    try:
        return _read(read_text(path, largest=_LARGEST))
    except Unread as error:
        return {}, error.problem.what
