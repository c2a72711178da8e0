"""The documentation of a request: written as Markdown, read as plain blocks."""

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.compose.draft import with_value
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import clear
from inspector.gui.widgets.scrolled import Scrolled
from inspector.presentation.library.documentation import blocks
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
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Documentation"), "heading"), 1)
        head.addWidget(self.turn)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.read)
        self._stack.addWidget(self.text)
        self.text.edited.connect(self._edited)
        self.turn.toggled.connect(self._turn)
        current.changed.connect(self._show)
        self._show()
        self.turn.setChecked(not current.value.description)

    def focus_field(self, _path: str) -> None:
        """Begin to write."""
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
