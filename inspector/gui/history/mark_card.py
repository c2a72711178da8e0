"""Tags and a note for one attempt, written below the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.record.row import Row


class MarkCard(Card):
    """marked(key, tags, note): the user wants these. closed(): the card is put away."""

    marked = Signal(int, object, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 10)
        self.setObjectName("mark_card")
        self._key = 0
        self._title = Label("", "small", wrap=True)
        self.tags, self.note = QLineEdit(), QLineEdit()
        self.tags.setObjectName("mark_tags")
        self.note.setObjectName("mark_note")
        self.tags.setPlaceholderText(tr("Tags, with commas between"))
        self.tags.setAccessibleName(tr("Tags"))
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        keep = Button(theme, tr("Keep"), "small", "check")
        drop = Button(theme, tr("Cancel"), "ghost")
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self._close)
        for field in (self.tags, self.note):
            field.returnPressed.connect(self._keep)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(drop)
        row.addStretch(1)
        self._fill(row)
        self.hide()

    def _fill(self, buttons: QHBoxLayout) -> None:
        column: QVBoxLayout = self.column
        column.setSpacing(6)
        for widget in (self._title, self.tags, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)

    def ask(self, row: "Row") -> None:
        """Let the user change the tags and the note of this attempt."""
        self._key = row.key
        self._title.setText(f"{row.method} {row.path}")
        self.tags.setText(", ".join(row.tags))
        self.note.setText(row.note)
        self.show()
        self.tags.setFocus()

    def _keep(self) -> None:
        tags = tuple(filter(None, map(str.strip, self.tags.text().split(","))))
        self.marked.emit(self._key, tags, self.note.text().strip())
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
