"""The box below a WebSocket's messages: what to say, as text or as bytes."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.bodies.body_bar import Segments
from inspector.gui.forms.code_edit import CodeEdit
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import InlineCheck
from inspector.protocol.streams.socket_messages import bytes_of
from inspector.wording import tr

_LINES, _LINE = 3, 18  # of code, and how high each is


class MessageEdit(CodeEdit):
    """entered(): Enter was pressed; with Shift it begins another line."""

    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc, which would close the connection from anywhere else."""
        if is_escape(event, QEvent.Type.ShortcutOverride):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say it with Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def is_escape(event: QEvent, kind: QEvent.Type) -> bool:
    """Whether Esc is what an event of this type is about."""
    return (
        event.type() == kind and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
    )


class SayBar(QWidget):
    """said(str, bool): say this; whether it is bytes in hexadecimal."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("say_bar")
        self.edit = MessageEdit(theme, tr("Message"))
        self.edit.setObjectName("say_edit")
        self.edit.setPlaceholderText(tr("Message, with {{variables}} if you like; Enter sends it"))
        self.edit.setTabChangesFocus(True)
        self.ways = Segments(theme, tr("How the message is written"))
        self.send = Button(theme, tr("Send message"), "primary", "send")
        self.send.setObjectName("say_button")
        self._check = InlineCheck(theme)
        self._is_hex = False
        self._arrange()
        self.edit.entered.connect(self._say)
        self.edit.edited.connect(self._look)
        self.send.clicked.connect(self._say)
        self.ways.chosen.connect(self._turn)
        theme.changed.connect(self._size)
        self._look()

    def show_open(self, *, is_open: bool) -> None:
        """Say whether the connection is open; what was typed stays."""
        self.setVisible(is_open)

    def _turn(self, way: str) -> None:
        self._is_hex = way == "hex"
        self._look()

    def _look(self, _text: str = "") -> None:
        """Say what is wrong with the bytes, and colour what looks like JSON."""
        text = self.edit.toPlainText()
        wrong = self._is_hex and "{{" not in text and bytes_of(text) is None
        problem = tr("Two digits or letters from a to f for each byte.") if wrong else ""
        self._check.show_check(problem, "bad")
        self.edit.show_text(text, json=not self._is_hex and text.lstrip()[:1] in ("{", "["))
        self.send.setEnabled(bool(text) and not wrong)

    def _say(self) -> None:
        if self.send.isEnabled():
            self.said.emit(self.edit.toPlainText(), self._is_hex)
            self.edit.selectAll()  # typing begins the next one, Enter says this one again

    def _size(self) -> None:
        self.edit.setFixedHeight(self._theme.px(_LINES * _LINE + _LINE))

    def _arrange(self) -> None:
        self._size()
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.ways)
        beside.addStretch(1)
        beside.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 2, 12, 2)
        inner.setSpacing(6)
        inner.addWidget(self.edit)
        inner.addWidget(self._check)
        inner.addLayout(beside)
        column.addLayout(inner)
        # laid out before it is shown: it would be a window of its own
        self.ways.show_ways((("text", tr("Text")), ("hex", tr("Hex"))), "text")
