"""The address of an endpoint: the issuer's until another is typed over it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector.gui.forms.editors import TextEditor
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Picture
from inspector.wording import tr


class EndpointEditor(TextEditor):
    """A tick says that the address is the issuer's, a pencil that it was typed over it."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self._theme = tools.theme
        self._found = ""
        self._usual = field.placeholder
        self.line.setProperty("kind", "code")
        self.back = Button(tools.theme, tr("Back to the issuer's"), "link", "undo-2")
        self.back.setAccessibleName(tr("{field}: back to the issuer's", field=field.label))
        self._mark = Picture()
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(self._mark)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.setSpacing(2)
            column.addWidget(self.back)
        self.back.clicked.connect(self._go_back)
        self.line.textEdited.connect(lambda _text: self._renew())
        tools.theme.changed.connect(self._renew)
        self._renew()

    def show_found(self, address: str) -> None:
        """Show another address of the issuer, empty where it names none."""
        if address != self._found:
            is_theirs = self.line.text() in {"", self._found}
            self._found = address
            if is_theirs:
                self.line.setText(address)
                self.line.setCursorPosition(0)
        self._renew()

    def show_value(self, value: object) -> None:
        """Show what was typed, else the issuer's."""
        super().show_value(value)
        self._renew()

    def _text(self, value: object) -> str:
        return str(value or "") or self._found

    def _value(self, text: str) -> object:
        return "" if text == self._found else text

    def _go_back(self) -> None:
        self.edited.emit("")
        self.line.setText(self._found)
        self._renew()

    def _renew(self) -> None:
        text = self.line.text()
        theirs, over = bool(self._found) and text == self._found, bool(text and self._found)
        look = ("circle-check", "ok") if theirs else ("pencil", "text2")
        self._mark.setVisible(over)
        if over:
            self._mark.setPixmap(self._theme.pixmap(*look, 14, self.devicePixelRatioF()))
        self.line.setTextMargins(0, 0, self._theme.px(24) if over else 0, 0)
        said = tr("from the issuer") if theirs else tr("typed over the issuer's")
        self.line.setAccessibleDescription(said if over else "")
        self.back.setVisible(over and not theirs and self.back.parentWidget() is not None)
