"""The card that takes secrets in: one by name and value, or those of a `.env` file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from inspector.gui.forms.entry_card import EntryCard
from inspector.gui.forms.form_field import FormField
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button
from inspector.intake.env_text import read_env
from inspector.intake.results import Unreadable
from inspector.wording import tr

_LARGEST = 1024 * 1024
_ONE, _FILE = ("file", (False,)), ("file", (True,))


def _fields() -> tuple[FormField, ...]:
    return (
        FormField("name", tr("Name"), when=_ONE, object_name="vault_form_name"),
        FormField("value", tr("Value"), "value", when=_ONE, object_name="vault_form_value"),
        FormField(
            "text",
            tr("Text"),
            "pasted",
            lines=10,
            placeholder="API_KEY=…",
            hint=tr("Lines NAME=value of a .env file; a file can be dropped here."),
            when=_FILE,
            object_name="vault_form_text",
        ),
    )


class SecretForm(EntryCard):
    """taken(dict): values by name."""

    taken = Signal(object)

    def __init__(self, tools: Tools) -> None:
        keep = Button(tools.theme, tr("Keep"), "secondary", "check")
        super().__init__(tools, _fields(), keep, _LARGEST)
        self.setObjectName("vault_form")
        self.take.setObjectName("vault_form_keep")
        value = self.fields.main("value")
        assert isinstance(value, QLineEdit)  # noqa: S101 - as the field's kind says
        value.returnPressed.connect(self.enter)

    def begin(self, *, file: bool) -> None:
        """Show it empty. file: for the values of a `.env` file."""
        self.forget()
        self.title.setText(tr("Import .env") if file else tr("Add secret"))
        self.fields.show_values({"file": file})
        self.fields.main("text" if file else "name").setFocus()

    def enter(self) -> None:
        """Take in what was typed or pasted."""
        name, values = self.fields.text("name"), self.fields.values
        if values.get("file"):
            self._found(_read(str(values.get("text") or "")))
        elif not name or not values.get("value"):
            self.refuse(tr("Enter a name and a value."))
        else:
            self._found(({name: str(values["value"])}, ""))

    def read(self, text: str) -> None:
        """Read the lines of a file, which may be many, away from the window's thread."""
        self._tools.background.compute(_read, text).succeeded.connect(self._found)

    def _found(self, found: tuple[dict[str, str], str]) -> None:
        values, problem = found
        self.refuse(problem)
        if not problem:
            self.forget()
            self.taken.emit(values)


def _read(text: str) -> tuple[dict[str, str], str]:
    try:
        return read_env(text), ""
    except Unreadable as error:
        return {}, f"{error.problem.what} {error.problem.todo}"
