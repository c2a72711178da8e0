"""The box for anything: paste, type or drop; it says what it recognises while one types."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from inspector.gui.bridge.background import Background
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.line import Line
from inspector.gui.widgets.painting import rounded, smooth
from inspector.wording import tr

_PAUSE = 150
_RADIUS = 10
_GUESSED = 64 * 1024


def _recognise(data: bytes) -> str:
    """Return what the text looks like, as a sentence; on a worker thread."""
    from inspector.intake import recognise  # noqa: PLC0415 - the readers load at the first use

    return str(recognise(data).hint)


class PasteBox(QFrame):
    """diagnose(str): the button or Ctrl+Enter. open_asked(): the button for files."""

    diagnose = Signal(str)
    open_asked = Signal()

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._theme = theme
        self._background = background
        self._usual = tr("or drop it anywhere in this window")
        self.edit = _Paste()
        self.edit.setObjectName("paste_edit")
        self.edit.setProperty("kind", "bare-code")
        self.edit.setAccessibleName(tr("cURL command, raw response, HAR or token"))
        self.edit.setPlaceholderText(
            "curl -i https://api.example.com/v1/orders \\\n  -H 'Authorization: Bearer eyJhbGciOi…'"
        )
        self.edit.setTabChangesFocus(True)
        self.open = Button(theme, tr("Open file"), "small", "file-up")
        self.hint = Label(self._usual, "small", wrap=True)
        self.hint.setObjectName("paste_hint")
        self.button = Button(theme, tr("Diagnose"), "primary", "stethoscope")
        self.button.setObjectName("diagnose_button")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._lay_out()
        self._pause.timeout.connect(self._guess)
        self.edit.textChanged.connect(self._edited)
        self.edit.finished.connect(self.run)
        self.open.clicked.connect(self.open_asked)
        self.button.clicked.connect(self.run)
        theme.changed.connect(self._renew)
        self._renew()

    def run(self) -> None:
        """Diagnose what is in the box; an empty box gets the focus instead."""
        text = self.edit.toPlainText()
        if text.strip():
            self.diagnose.emit(text)
        else:
            self.edit.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the dashed border."""
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), _RADIUS, self._theme.colour("surface"))
        focused = self.edit.hasFocus()
        pen = QPen(self._theme.colour("accent" if focused else "ctl"), 2 if focused else 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(6)
        column.addWidget(self.edit, 1)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.open)
        row.addWidget(self.hint, 1)
        row.addWidget(self.button)
        column.addLayout(row)

    def _edited(self) -> None:
        if self.edit.toPlainText().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.hint.setText(self._usual)

    def _guess(self) -> None:
        data = self.edit.toPlainText()[:_GUESSED].encode("utf-8", "replace")
        job = self._background.compute(_recognise, data)
        job.succeeded.connect(self._show_guess)

    def _show_guess(self, sentence: str) -> None:
        if self.edit.toPlainText().strip():
            self.hint.setText(sentence)

    def _renew(self) -> None:
        self.setFixedHeight(self._theme.px(166))
        self.update()


class _Paste(QPlainTextEdit):
    """finished(): Ctrl+Enter."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter for the button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
