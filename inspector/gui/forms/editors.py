"""One editor for each kind of form field: shows a value, and says when the user changed it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.disk.reading import Unread, read_text
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.forms.command_line import joined, parted
from inspector.gui.forms.form_field import FieldKind, FormField
from inspector.gui.forms.secret_edit import SecretEdit, SecretEditor
from inspector.gui.forms.spin import inset
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.kind import set_property
from inspector.wording import tr

Spin = QSpinBox | QDoubleSpinBox


class Editor(QWidget):
    """edited(object): another value. `main`: the widget that takes the focus."""

    edited = Signal(object)
    main: QWidget

    def show_value(self, value: object) -> None:
        """Show this value, without telling of it."""

    def set_state(self, state: str) -> None:
        """Mark it: "error", "warning" or ""."""
        set_property(self.main, "state", state)

    def _tell(self, value: object) -> None:
        self.edited.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page: it changes a value only in the field in use."""
        if event.type() == QEvent.Type.Wheel and not self.main.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _keep_from_wheel(self) -> None:
        self.main.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.main.installEventFilter(self)

    def _hold(self, main: QWidget) -> None:
        self.main = main
        self.setFocusProxy(main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(main)

    def _hold_secret(self, secret: SecretEdit | SecretEditor) -> None:
        self._hold(secret)
        self.main = secret.line
        self.setFocusProxy(secret.line)
        secret.edited.connect(self.edited.emit)


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(field.placeholder)
        self._hold(self.line)
        self._when_left = field.tells == "left"
        if self._when_left:
            self.line.editingFinished.connect(self._left)
        else:
            self.line.textEdited.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the text from its beginning; the text being typed stays as it is."""
        text = self._text(value)
        typed = not self._when_left and self._value(self.line.text()) == value
        if text != self.line.text() and not typed:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _tell(self, value: object) -> None:
        self.edited.emit(self._value(str(value)))

    def _left(self) -> None:
        self._tell(self.line.text().strip())

    def _text(self, value: object) -> str:
        return str(value or "")

    def _value(self, text: str) -> object:
        return text


_LINE = 18  # pixels of a line of code


class CodeEditor(Editor):
    """Several lines, coloured as JSON."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__()
        self.text = CodeEdit(tools.theme, field.label)
        self.text.setPlaceholderText(field.placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(tools.theme.px(_LINE * field.lines + _LINE))
        self._hold(self.text)
        self.text.edited.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the text; the one being typed stays as it is."""
        self.text.show_text(str(value or ""), json=True)


class PastedEditor(CodeEditor):
    """Lines that were pasted and may hold secrets."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self.text.setProperty("holds_secret", True)
        self.text.setAcceptDrops(False)  # a file is dropped on the card around it
        self.text.setLineWrapMode(CodeEdit.LineWrapMode.WidgetWidth)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def show_value(self, value: object) -> None:
        """Show the text as it is."""
        self.text.show_text(str(value or ""), json=False)


class ListEditor(TextEditor):
    """Several words in one line, divided by commas."""

    def _text(self, value: object) -> str:
        return ", ".join(value) if isinstance(value, tuple) else ""

    def _value(self, text: str) -> object:
        return tuple(word for part in text.split(",") if (word := part.strip()))


class CommandEditor(TextEditor):
    """A program and its arguments in one line, written as a terminal takes them."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self.line.setProperty("kind", "code")

    def _text(self, value: object) -> str:
        return joined(value) if isinstance(value, tuple) else ""

    def _value(self, text: str) -> object:
        return parted(text)


def _choose_file(button: QAbstractButton, taken: Callable[[str], None]) -> None:
    dialog = QFileDialog(button.window(), button.accessibleName())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(taken)
    dialog.open()


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        name = tr("Choose a file for {field}", field=field.label)
        self.button: QAbstractButton = (
            Button(tools.theme, field.button)
            if field.button
            else IconButton(tools.theme, "folder-open", name, 14)
        )
        self.button.setAccessibleName(name)
        self.button.clicked.connect(lambda: _choose_file(self.button, self._chosen))
        row = QHBoxLayout()
        row.setSpacing(8 if field.button else 2)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def _chosen(self, name: str) -> None:
        self.line.setText(str(Path(name)))
        self.edited.emit(self.line.text())


class ChoiceEditor(Editor):
    """One of several values."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self._values = [value for value, _words in field.options]
        self.combo = QComboBox()
        self.combo.addItems([words for _value, words in field.options])
        self.combo.setMinimumContentsLength(6)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._hold(self.combo)
        self._keep_from_wheel()
        self.combo.activated.connect(lambda index: self.edited.emit(self._values[index]))

    def show_value(self, value: object) -> None:
        """Choose the value's words."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.box = QCheckBox(field.label)
        self._words = dict(field.options)
        self._hold(self.box)
        self.box.clicked.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Set or clear the tick."""
        self.box.setChecked(bool(value))
        self._say(value)

    def _tell(self, value: object) -> None:
        self._say(value)
        super()._tell(value)

    def _say(self, value: object) -> None:
        if bool(value) in self._words:
            self.box.setText(self._words[bool(value)])


_MOST = 1_000_000.0


class NumberEditor(Editor):
    """A number with its unit, within its limits: whole, or with one place behind the point."""

    def __init__(self, field: FormField, _tools: Tools, spin: Spin | None = None) -> None:
        super().__init__()
        self.spin = spin or QSpinBox()
        inset(self.spin)
        low = -_MOST if field.low is None else field.low
        high = _MOST if field.high is None else field.high
        if isinstance(self.spin, QSpinBox):
            self.spin.setRange(int(low), int(high))
        else:
            self.spin.setRange(low, high)
            self.spin.setDecimals(1)
        self.spin.setSuffix(f" {field.unit}" if field.unit else "")
        self.spin.setKeyboardTracking(field.tells == "typed")
        self._hold(self.spin)
        self._keep_from_wheel()
        self.spin.valueChanged.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the number."""
        shown = value if isinstance(value, int | float) else self.spin.minimum()
        if shown != self.spin.value():
            with QSignalBlocker(self.spin):
                if isinstance(self.spin, QSpinBox):
                    self.spin.setValue(int(shown))
                else:
                    self.spin.setValue(float(shown))


class DecimalEditor(NumberEditor):
    """A number with one place behind the point."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools, QDoubleSpinBox())


_DAY = 86_400


class SecondsEditor(DecimalEditor):
    """A time in seconds; 0 stands for no limit."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field._replace(low=0, high=_DAY, unit=tr("s")), tools)
        self.spin.setSpecialValueText(field.placeholder or tr("No limit"))

    def _tell(self, value: object) -> None:
        self.edited.emit(value or None)


class SecretValue(Editor):
    """A secret that has no reference yet: the form holds it until it is taken in."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__()
        self._edit = SecretEdit(tools.theme, tools.choices, field.label)
        self._hold_secret(self._edit)

    def show_value(self, value: object) -> None:
        """Show the secret, masked."""
        self._edit.set_secret(str(value or ""))


class SecretLine(Editor):
    """A secret: the record holds its reference only."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__()
        self.secret = SecretEditor(tools, field.label, field.placeholder)
        self._hold_secret(self.secret)

    def show_value(self, value: object) -> None:
        """Show what the reference stands for, masked."""
        self.secret.show_ref(value)


_key_text = partial(read_text, largest=64 * 1024)


class KeyLine(SecretLine):
    """A secret that is typed, pasted, or read out of a file into the vault."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self._tools = tools
        name = tr("Read a file for {field}", field=field.label)
        self.button = IconButton(tools.theme, "folder-open", name, 14)
        self.button.clicked.connect(lambda: _choose_file(self.button, self.read))
        self.main.installEventFilter(self)
        row = self.secret.layout()
        if row is not None:
            row.addWidget(self.button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that is dropped on the field; its address would be no key."""
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        name = event.mimeData().urls()[0].toLocalFile()
        if name:
            event.acceptProposedAction()
        if name and event.type() == QEvent.Type.Drop:
            self.read(name)
        return bool(name)

    def read(self, name: str) -> None:
        """Take in what a file holds."""
        job = self._tools.background.compute(_key_text, Path(name))
        job.succeeded.connect(lambda text: self._take(text, str(Path(name).absolute())))
        job.failed.connect(self._tell_trouble)

    def _take(self, text: str, source: str) -> None:
        ref = self._tools.vault.put(text.strip())
        self._tools.vault.entries.change(ref, lambda entry: entry.read_from(source))
        self.secret.show_ref(ref)
        self.edited.emit(ref)

    def _tell_trouble(self, error: Exception) -> None:
        if not isinstance(error, Unread):
            raise error
        self._tools.notices.warn(f"{error.problem.what} {error.problem.todo}")


_EDITORS: dict[FieldKind, Callable[[FormField, Tools], Editor]] = {
    "text": TextEditor,
    "code": CodeEditor,
    "command": CommandEditor,
    "key": KeyLine,
    "secret": SecretLine,
    "value": SecretValue,
    "pasted": PastedEditor,
    "choice": ChoiceEditor,
    "switch": SwitchEditor,
    "seconds": SecondsEditor,
    "number": NumberEditor,
    "decimal": DecimalEditor,
    "file": FileEditor,
    "list": ListEditor,
}


def make_editor(field: FormField, tools: Tools) -> Editor:
    """Return the editor for a field."""
    if field.made is not None:
        return cast("Editor", field.made(field, tools))
    return _EDITORS[field.kind](field, tools)
