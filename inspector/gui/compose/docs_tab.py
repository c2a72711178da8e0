"""What is kept with a request to be read: documentation in Markdown, and replies as examples."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.compose.draft import with_value
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import Label, OneLine
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.request import Example
from inspector.presentation.library.documentation import blocks
from inspector.presentation.library.example_words import example_status, example_text
from inspector.wording import tr

_MARGIN = 16
_ROLES = {"text": "body", "item": "body", "quote": "quiet", "code": "code"}
_MOST = 300  # blocks that are shown


class Documentation(Scrolled):
    """Shows a Markdown text as labels, none of which is markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: str | None = None
        self.setAccessibleName(tr("Documentation"))

    def show_text(self, text: str) -> None:
        """Show this text."""
        if text == self._shown:
            return
        self._shown = text
        clear(self.column)
        for block in blocks(text)[:_MOST]:
            role = _ROLES.get(block.kind, "heading" if block.level > 1 else "page-title")
            label = Label(block.text, role, wrap=True)
            label.setContentsMargins(14 if block.kind in {"item", "quote"} else 0, 0, 0, 0)
            self.column.addWidget(label)
        self.column.addStretch(1)


# ---------------- Replies that are kept: a list, and the chosen one to be read
_ROW, _ROWS_SHOWN = 28, 3


class ExampleList(PlainList):
    """delete_asked(): of the chosen one, by its key."""

    delete_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("example_list", tr("Examples"))
        self._theme = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def show_examples(self, examples: tuple[Example, ...], chosen: int) -> None:
        """Show these; chosen: which one is the current."""
        height = self._theme.row(_ROW)
        self.show_rows(tuple(PlainRow(cells=(_cell(each),), height=height) for each in examples))
        self.setCurrentRow(chosen)


def _cell(example: Example) -> PlainCell:
    status = example_status(example)
    name = example.name or status
    return PlainCell(text=name if name.startswith(status) else f"{name}  ({status})")


class Examples(QWidget):
    """Changes of names, and what is taken out, are changes of the request."""

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self._shown: tuple[Example, ...] | None = None
        self.list = ExampleList(tools.theme)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the example"))
        self.line = OneLine("small")
        self.text = CodeEdit(tools.theme, tr("The kept reply"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.keep = Button(tools.theme, tr("Keep the answer"), "link")
        self.take_out = IconButton(tools.theme, "trash-2", tr("Take the example out"))
        hint = tr("Keep an answer to look its parts up later; secrets in it are masked.")
        self._hint = Label(hint, "quiet", wrap=True)
        self._lay_out(tools)
        self.keep.clicked.connect(lambda: tools.actions.run("keep-example"))
        self.take_out.clicked.connect(self._take_out)
        self.list.delete_asked.connect(self._take_out)
        self.list.currentRowChanged.connect(self._show_one)
        self.name.textEdited.connect(self._rename)
        current.changed.connect(self._show)
        self._show()

    def _lay_out(self, tools: Tools) -> None:
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label(tr("Examples"), "heading"), 1)
        head.addWidget(self.keep)
        row.addWidget(self.name, 1)
        row.addWidget(self.take_out)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.list.setMinimumHeight(tools.theme.row(_ROW) * _ROWS_SHOWN)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.line)
        column.addWidget(self.text, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._hint)
        whole.addWidget(self._inside, 1)

    def _show(self) -> None:
        examples = self._current.value.examples
        if examples == self._shown:
            return
        more = self._shown is not None and len(examples) > len(self._shown)
        chosen = len(examples) - 1 if more else max(0, self.list.currentRow())
        self._shown = examples
        self._hint.setVisible(not examples)
        self._inside.setVisible(bool(examples))
        way = QSizePolicy.Policy
        self.setSizePolicy(way.Preferred, way.Expanding if examples else way.Maximum)
        self.list.show_examples(examples, min(chosen, len(examples) - 1))
        self._show_one(self.list.currentRow())

    def _show_one(self, row: int) -> None:
        examples = self._current.value.examples
        if not 0 <= row < len(examples):
            return
        example = examples[row]
        if self.name.text() != example.name:
            self.name.setText(example.name)
        self.line.show_line(" ".join(filter(None, (example_status(example), example.url))))
        self.text.show_text(example_text(example), json=False)

    def _rename(self, name: str) -> None:
        row = self.list.currentRow()
        if row >= 0:
            changed = with_value(self._current.value, f"examples.{row}.name", name)
            self._current.replace(changed, tr("Rename the example"), f"examples.{row}.name")

    def _take_out(self) -> None:
        row = self.list.currentRow()
        examples = self._current.value.examples
        if row >= 0:
            left = (*examples[:row], *examples[row + 1 :])
            changed = msgspec.structs.replace(self._current.value, examples=left)
            self._current.replace(changed, tr("Take the example out"))


class DocsTab(QWidget):
    """Shown to be read where there is something; the button turns it."""

    def __init__(self, current: CurrentRequest, tools: Tools) -> None:
        super().__init__()
        self._current = current
        self.turn = Button(tools.theme, tr("Edit"), "link")
        self.turn.setCheckable(True)
        self.text = CodeEdit(tools.theme, tr("Documentation, as Markdown"))
        self.text.setPlaceholderText(tr("What this request is for, in Markdown."))
        self.text.setTabChangesFocus(True)
        self.read = Documentation(tools.theme)
        self.examples = Examples(current, tools)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Documentation"), "heading"), 1)
        head.addWidget(self.turn)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        column.addWidget(Line())
        column.addWidget(self.examples, 2)
        self._stack.addWidget(self.read)
        self._stack.addWidget(self.text)
        self.text.edited.connect(self._edited)
        self.turn.toggled.connect(self._turn)
        current.changed.connect(self._show)
        self._show()
        self.turn.setChecked(not current.value.description)

    def focus_field(self, path: str) -> None:
        """Begin to write, or go to the examples."""
        if path.startswith("examples"):
            self.examples.list.setFocus()
            return
        self.turn.setChecked(True)
        self.text.setFocus()

    def _edited(self, text: str) -> None:
        changed = with_value(self._current.value, "description", text)
        self._current.replace(changed, tr("Change the documentation"), "description")

    def _show(self) -> None:
        text = self._current.value.description
        self.text.show_text(text, json=False)
        self.read.show_text(text)

    def _turn(self, editing: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.turn.set_text(tr("Read") if editing else tr("Edit"))
        self._stack.setCurrentIndex(int(editing))
