"""An option in the list: what it is, its field, the way back to its default, what is wrong."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.gui.forms.editors import make_editor
from inspector.gui.forms.form_field import FieldKind, FormField
from inspector.gui.forms.form_field import Option as Choice
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.settings.options import Option, OptionKind, Value
from inspector.wording import tr

# ---------------- The field for an option: an option's declaration as that of a form's field
_KINDS: dict[OptionKind, FieldKind] = {
    "flag": "switch",
    "choice": "choice",
    "whole": "number",
    "number": "decimal",
    "text": "text",
    "file": "file",
}


def field_of(option: Option) -> FormField:
    """Return the form field that edits an option; what is typed counts once it is left."""
    is_file = option.kind == "file"
    return FormField(
        option.key,
        option.title,
        _KINDS[option.kind],
        _choices(option),
        placeholder=tr("None") if is_file else "",
        low=option.low,
        high=option.high,
        unit=option.unit,
        tells="left",
        button=tr("Choose…") if is_file else "",
    )


def _choices(option: Option) -> tuple[Choice, ...]:
    if option.kind == "flag":
        return ((True, tr("On")), (False, tr("Off")))
    return tuple((choice.value, choice.title) for choice in option.choices)


_FIELD, _NARROW, _LEAST = 248, 500, 170


class OptionRow(QWidget):
    """edited(key, value)."""

    edited = Signal(str, object)

    def __init__(self, option: Option, tools: Tools) -> None:
        super().__init__()
        self.option = option
        self._theme = theme = tools.theme
        self.editor = make_editor(field_of(option), tools)
        self.field = self.editor.main
        self._title = Label(option.title, "heading", wrap=True)
        self._title.setBuddy(self.field)
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
        self.field.setObjectName(f"option_{self.option.key}")
        self.field.setAccessibleName(self.option.title)
        self.field.setAccessibleDescription(self.option.help)
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
