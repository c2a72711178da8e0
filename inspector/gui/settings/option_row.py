"""An option in the list: what it is, its field, the way back to its default, what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.gui.settings.option_editor import make_editor
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import InlineCheck, Label
from inspector.settings.options import Option, Value
from inspector.wording import tr

_FIELD = 268


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
            theme, "undo-2", tr("Back to the default: {title}", title=option.title)
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
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(Label(self.option.help, "small", wrap=True))
        words.addWidget(self.check)
        grid.addLayout(words, 0, 0)
        grid.addWidget(self.editor, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.back, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)

    def _tell(self, value: object) -> None:
        self.edited.emit(self.option.key, value)

    def _renew(self) -> None:
        self.editor.setFixedWidth(self._theme.px(_FIELD))
