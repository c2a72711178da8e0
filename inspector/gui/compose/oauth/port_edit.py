"""The port of the redirect address; none is a free one."""

from PySide6.QtGui import QIntValidator

from inspector.gui.forms.editors import TextEditor
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools

_MOST = 65_535


class PortEditor(TextEditor):
    """A whole number in a line of text; an empty line is 0."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self.line.setValidator(QIntValidator(0, _MOST, self.line))

    def _value(self, text: str) -> object:
        return int(text) if text.isdigit() else 0
