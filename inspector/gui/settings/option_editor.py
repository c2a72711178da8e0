"""The field for an option, by its kind: switch, list, number, text, file."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from inspector.gui.forms.spin import inset
from inspector.gui.lists.plain_rows import add_choice
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.settings.options import Option, OptionKind, Value
from inspector.wording import tr

_MOST = 1_000_000.0


class OptionEditor(QWidget):
    """edited(value): the user chose another value. `field`: what takes the focus."""

    edited = Signal(object)
    field: QWidget

    def __init__(self, option: Option, field: QWidget) -> None:
        super().__init__()
        self.option = option
        self.field = field
        field.setObjectName(f"option_{option.key}")
        field.setAccessibleName(option.title)
        field.setAccessibleDescription(option.help)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        self.setFocusProxy(field)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(field, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the list: it changes a value only in the field in use."""
        if event.type() == QEvent.Type.Wheel and not self.field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_value(self, value: Value) -> None:
        """Show a value without telling that it was edited."""
        with QSignalBlocker(self.field):
            self.put(value)

    def put(self, value: Value) -> None:
        """Give the field that value."""


class FlagEditor(OptionEditor):
    """A switch."""

    def __init__(self, option: Option, _theme: Theme) -> None:
        self._box = QCheckBox()
        super().__init__(option, self._box)
        self._box.toggled.connect(self.edited.emit)
        self._box.toggled.connect(self._say)

    def put(self, value: Value) -> None:
        """Switch it on or off."""
        self._box.setChecked(bool(value))
        self._say(on=bool(value))

    def _say(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._box.setText(tr("On") if on else tr("Off"))


class ChoiceEditor(OptionEditor):
    """A list of the choices."""

    def __init__(self, option: Option, _theme: Theme) -> None:
        self._list = QComboBox()
        super().__init__(option, self._list)
        for choice in option.choices:
            add_choice(self._list, choice.title, choice.value)
        self._list.activated.connect(lambda _: self.edited.emit(self._list.currentData()))

    def put(self, value: Value) -> None:
        """Choose the value's line."""
        self._list.setCurrentIndex(self._list.findData(value))


class NumberEditor(OptionEditor):
    """A number with its unit, within its limits."""

    def __init__(self, option: Option, _theme: Theme) -> None:
        self._whole = option.kind == "whole"
        self._box = QSpinBox() if self._whole else QDoubleSpinBox()
        inset(self._box)
        super().__init__(option, self._box)
        low = option.low if option.low is not None else -_MOST
        high = option.high if option.high is not None else _MOST
        if isinstance(self._box, QSpinBox):
            self._box.setRange(int(low), int(high))
        else:
            self._box.setRange(low, high)
            self._box.setDecimals(1)
        self._box.setSuffix(f" {option.unit}" if option.unit else "")
        self._box.setKeyboardTracking(False)
        self._box.valueChanged.connect(self.edited.emit)

    def put(self, value: Value) -> None:
        """Show that number."""
        if isinstance(self._box, QSpinBox):
            self._box.setValue(int(value))
        else:
            self._box.setValue(float(value))


class TextEditor(OptionEditor):
    """A line of text; it counts once the line is left or Enter is pressed."""

    def __init__(self, option: Option, _theme: Theme) -> None:
        self._line = QLineEdit()
        super().__init__(option, self._line)
        self._line.editingFinished.connect(self._tell)

    def put(self, value: Value) -> None:
        """Show that text from its start."""
        if self._line.text() != value:
            self._line.setText(str(value))
            self._line.setCursorPosition(0)

    def _tell(self) -> None:
        self.edited.emit(self._line.text().strip())


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self, option: Option, theme: Theme) -> None:
        super().__init__(option, theme)
        self._line.setPlaceholderText(tr("None"))
        choose = Button(theme, tr("Choose…"))
        choose.setAccessibleName(tr("Choose a file: {title}", title=option.title))
        choose.clicked.connect(self._choose)
        self.row.addWidget(choose)

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self.option.title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.put(path)
        self._tell()


_EDITORS: dict[OptionKind, Callable[[Option, Theme], OptionEditor]] = {
    "flag": FlagEditor,
    "choice": ChoiceEditor,
    "whole": NumberEditor,
    "number": NumberEditor,
    "text": TextEditor,
    "file": FileEditor,
}


def make_editor(option: Option, theme: Theme) -> OptionEditor:
    """Return the field for an option."""
    return _EDITORS[option.kind](option, theme)
