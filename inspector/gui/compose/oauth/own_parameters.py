"""Parameters of one's own in the messages to the login provider."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.gui.forms.editors import Editor
from inspector.gui.forms.form_field import FormField, Option
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.painting import clear
from inspector.model.kinds.oauth import OwnMessage, OwnParameter, OwnPlace
from inspector.wording import tr

_GAP = 6


def _messages() -> tuple[tuple[OwnMessage, str], ...]:
    return (
        ("authorization", tr("Authorization")),
        ("token", tr("Token")),
        ("refresh", tr("Refresh")),
    )


def _places() -> tuple[tuple[OwnPlace, str], ...]:
    return (("query", tr("query")), ("header", tr("header")), ("body", tr("body")))


class _Row(QWidget):
    """One parameter; edited(OwnParameter), removed()."""

    edited = Signal(object)
    removed = Signal()

    def __init__(self, theme: Theme, parameter: OwnParameter, number: int) -> None:
        super().__init__()
        self._value = parameter
        said = tr("Parameter {number}", number=number)
        self.message = self._choice(_messages(), parameter.message, tr("{row}: message", row=said))
        self.place = self._choice(_places(), parameter.place, tr("{row}: place", row=said))
        self.name = self._line(parameter.name, tr("name"), tr("{row}: name", row=said))
        self.value = self._line(parameter.value, tr("value"), tr("{row}: value", row=said))
        self.remove = IconButton(theme, "x", tr("Remove {row}", row=said), 14)
        self._arrange()
        self.message.activated.connect(lambda at: self._tell(message=_messages()[at][0]))
        self.place.activated.connect(lambda at: self._tell(place=_places()[at][0]))
        self.name.textEdited.connect(lambda text: self._tell(name=text))
        self.value.textEdited.connect(lambda text: self._tell(value=text))
        self.remove.clicked.connect(self.removed)

    def _choice(self, options: tuple[Option, ...], chosen: str, said: str) -> QComboBox:
        combo = QComboBox()
        combo.addItems([words for _value, words in options])
        combo.setCurrentIndex([value for value, _words in options].index(chosen))
        combo.setMinimumContentsLength(4)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setAccessibleName(said)
        return combo

    def _line(self, text: str, placeholder: str, said: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(said)
        line.setProperty("kind", "code")
        return line

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for parts in ((self.message, self.place, self.remove), (self.name, self.value)):
            line = QHBoxLayout()
            line.setSpacing(_GAP)
            for part in parts:
                line.addWidget(part, 0 if part is self.remove else 1)
            column.addLayout(line)

    def _tell(self, **changed: str) -> None:
        self._value = msgspec.structs.replace(self._value, **changed)
        self.edited.emit(self._value)


class OwnParametersEditor(Editor):
    """Rows of message, place, name and value, and a link that adds one."""

    def __init__(self, _field: FormField, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._shown: tuple[OwnParameter, ...] = ()
        self.rows: list[_Row] = []
        self.add = Button(tools.theme, tr("Add a parameter"), "link", "plus")
        self._place = QVBoxLayout()
        self._place.setSpacing(10)
        self._hold(self.add)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.setSpacing(_GAP)
            column.insertLayout(0, self._place)
        self.add.clicked.connect(lambda: self._tell_all((*self._shown, OwnParameter())))

    def show_value(self, value: object) -> None:
        """Show these parameters; the row being typed into stays."""
        given = tuple(value) if isinstance(value, tuple) else ()
        if given == self._shown:
            return
        self._shown = given
        clear(self._place)
        self.rows = [self._row(at, each) for at, each in enumerate(given)]

    def _row(self, at: int, parameter: OwnParameter) -> _Row:
        row = _Row(self._theme, parameter, at + 1)
        row.edited.connect(lambda made: self._change(at, made))
        row.removed.connect(lambda: self._tell_all(self._shown[:at] + self._shown[at + 1 :]))
        self._place.addWidget(row)
        return row

    def _change(self, at: int, made: OwnParameter) -> None:
        self._shown = (*self._shown[:at], made, *self._shown[at + 1 :])
        self.edited.emit(self._shown)

    def _tell_all(self, made: tuple[OwnParameter, ...]) -> None:
        self.edited.emit(made)
        self.show_value(made)
        if self.rows and len(made) == len(self.rows):
            self.rows[-1].name.setFocus()
