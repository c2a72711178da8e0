"""One editor for each kind of form field: shows a value, and says when the user changed it."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
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
from inspector.gui.forms.secret_edit import SecretEditor
from inspector.gui.forms.spin import inset
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.kind import set_property
from inspector.wording import tr


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

    def _hold(self, main: QWidget) -> None:
        self.main = main
        self.setFocusProxy(main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(main)


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(field.placeholder)
        self._hold(self.line)
        self.line.textEdited.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the text from its beginning; the text being typed stays as it is."""
        text = self._text(value)
        if text != self.line.text() and self._value(self.line.text()) != value:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _tell(self, value: object) -> None:
        self.edited.emit(self._value(str(value)))

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


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        name = tr("Choose a file for {field}", field=field.label)
        self._button = IconButton(tools.theme, "folder-open", name, 14)
        self._button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(2)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self._button.accessibleName())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

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
        self.combo.activated.connect(lambda index: self.edited.emit(self._values[index]))

    def show_value(self, value: object) -> None:
        """Choose the value's words."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.box = QCheckBox(field.label)
        self._hold(self.box)
        self.box.clicked.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Set or clear the tick."""
        self.box.setChecked(bool(value))


class SecondsEditor(Editor):
    """A time in seconds; 0 stands for no limit."""

    def __init__(self, field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.spin = QDoubleSpinBox()
        inset(self.spin)
        self.spin.setRange(0, 86_400)
        self.spin.setDecimals(1)
        self.spin.setSuffix(tr(" s"))
        self.spin.setSpecialValueText(field.placeholder or tr("No limit"))
        self._hold(self.spin)
        self.spin.valueChanged.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the seconds."""
        shown = float(value) if isinstance(value, int | float) else 0.0
        if shown != self.spin.value():
            blocked = self.spin.blockSignals(True)
            self.spin.setValue(shown)
            self.spin.blockSignals(blocked)

    def _tell(self, value: object) -> None:
        self.edited.emit(value or None)


class NumberEditor(Editor):
    """A whole number."""

    def __init__(self, _field: FormField, _tools: Tools) -> None:
        super().__init__()
        self.spin = QSpinBox()
        inset(self.spin)
        self.spin.setRange(0, 1000)
        self._hold(self.spin)
        self.spin.valueChanged.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show the number."""
        if isinstance(value, int) and value != self.spin.value():
            blocked = self.spin.blockSignals(True)
            self.spin.setValue(value)
            self.spin.blockSignals(blocked)


class SecretLine(Editor):
    """A secret: the record holds its reference only."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__()
        self.secret = SecretEditor(tools, field.label, field.placeholder)
        self._hold(self.secret)
        self.main = self.secret.line
        self.setFocusProxy(self.secret.line)
        self.secret.edited.connect(self.edited.emit)

    def show_value(self, value: object) -> None:
        """Show what the reference stands for, masked."""
        self.secret.show_ref(value)


_LARGEST_KEY = 64 * 1024


def _key_text(path: Path) -> str:
    return read_text(path, largest=_LARGEST_KEY)


class KeyLine(SecretLine):
    """A secret that is typed, pasted, or read out of a file into the vault."""

    def __init__(self, field: FormField, tools: Tools) -> None:
        super().__init__(field, tools)
        self._tools = tools
        name = tr("Read a file for {field}", field=field.label)
        self.button = IconButton(tools.theme, "folder-open", name, 14)
        self.button.clicked.connect(self._choose)
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

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self.button.accessibleName())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, name: str) -> None:
        """Take in what a file holds."""
        job = self._tools.background.compute(_key_text, Path(name))
        job.succeeded.connect(self._take)
        job.failed.connect(self._tell_trouble)

    def _take(self, text: str) -> None:
        ref = self._tools.vault.put(text.strip())
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
    "choice": ChoiceEditor,
    "switch": SwitchEditor,
    "seconds": SecondsEditor,
    "number": NumberEditor,
    "file": FileEditor,
    "list": ListEditor,
}


def make_editor(field: FormField, tools: Tools) -> Editor:
    """Return the editor for a field."""
    if field.made is not None:
        return cast("Editor", field.made(field, tools))
    return _EDITORS[field.kind](field, tools)
