"""A card in which something is typed, pasted or dropped that is then taken in, or put aside."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from inspector.disk.reading import Unread, read_text
from inspector.gui.forms.field_form import FieldForm
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.wording import tr


class EntryCard(Card):
    """left(): it was taken in or put aside. What was typed is gone then: it may be a secret.

    largest: bytes of a file that may be dropped on the card, 0 where none may.
    """

    left = Signal()

    def __init__(
        self, tools: Tools, fields: Iterable[FormField], take: Button, largest: int = 0
    ) -> None:
        super().__init__(tools.theme, 14)
        self._tools = tools
        self._largest = largest
        self.title = Label("", "heading", wrap=True)
        self.fields = FieldForm(fields, tools)
        self.check = InlineCheck(tools.theme)
        self.take = take
        self.cancel = Button(tools.theme, tr("Cancel"), "ghost")
        self.setAcceptDrops(bool(largest))
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        for widget in (self.title, self.fields, self.check):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
        self.take.clicked.connect(lambda _=False: self.enter())
        self.cancel.clicked.connect(lambda _=False: self.leave())

    def enter(self) -> None:
        """Take in what was typed."""

    def read(self, text: str) -> None:
        """Take in the text of a file."""

    def refuse(self, why: str) -> None:
        """Say why it was not taken in."""
        self.check.show_check(why, "bad")

    def leave(self) -> None:
        """Put it aside."""
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Keep nothing in a card that nobody sees."""
        self.fields.show_values({})
        self.check.show_check("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it aside."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
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
            job = self._tools.background.compute(_text_of, Path(path), self._largest)
            job.succeeded.connect(self._read_file)

    def _read_file(self, found: tuple[str, str]) -> None:
        text, problem = found
        if problem:
            self.refuse(problem)
        else:
            self.read(text)


def _text_of(path: Path, largest: int) -> tuple[str, str]:
    try:
        return read_text(path, largest=largest), ""
    except Unread as error:
        return "", error.problem.what
