"""An option in the list: what it is, its field, the way back to its default, what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.forms.spin import inset
from inspector.gui.lists.plain_rows import add_choice
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.settings.options import Option, OptionKind, Value
from inspector.wording import tr

# ---------------- The field for an option, by its kind: switch, list, number, text, file
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


_FIELD, _NARROW, _LEAST = 248, 500, 170


class OptionRow(QWidget):
    """edited(key, value)."""

    edited = Signal(str, object)

    def __init__(self, option: Option, theme: Theme) -> None:
        super().__init__()
        self.option = option
        self._theme = theme
        self.editor = make_editor(option, theme)
        self._title = Label(option.title, "heading", wrap=True)
        self._title.setBuddy(self.editor.field)
        self.check = InlineCheck(theme)
        self.back = IconButton(
            theme, "rotate-cw", tr("Back to the default: {title}", title=option.title)
        )
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self._lay_out()
        self.editor.edited.connect(self._tell)
        self.back.clicked.connect(lambda: self._tell(option.default))
        theme.changed.connect(self._renew)
        self._renew()

    def show_value(self, value: Value) -> None:
        """Show the value in force."""
        self.editor.show_value(value)
        self.check.show_check("")
        self.back.setVisible(value != self.option.default)

    def show_wrong(self, text: str) -> None:
        """Say why the value typed was not taken."""
        self.check.show_check(text, "bad")

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 10, 0, 10)
        self._grid.setHorizontalSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(Label(self.option.help, "small", wrap=True))
        words.addWidget(self.check)
        self._grid.addLayout(words, 0, 0)
        self._grid.addWidget(self.back, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setColumnStretch(0, 1)
        self._arrange(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field below the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(_NARROW)
        self._arrange(*((1, 0) if narrow else (0, 1)))
        self._renew()

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow: the field does then, too."""
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())

    def _arrange(self, row: int, column: int) -> None:
        place = self._grid.indexOf(self.editor)
        if place >= 0 and self._grid.getItemPosition(place) == (row, column, 1, 1):
            return
        self._grid.removeWidget(self.editor)
        beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self.editor, row, column, beside)

    def _tell(self, value: object) -> None:
        self.edited.emit(self.option.key, value)

    def _renew(self) -> None:
        room = self.width() - self.back.sizeHint().width() - self._grid.horizontalSpacing()
        usual = self._theme.px(_FIELD)
        self.editor.setFixedWidth(max(min(usual, room), usual // 2))
