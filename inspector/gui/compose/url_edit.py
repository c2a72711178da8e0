"""The address: a line with its `{{variables}}` drawn as pills; pasted curl commands open."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from inspector.compose.variables import NAME
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.painting import rounded, smooth
from inspector.gui.widgets.tooltip import tip
from inspector.model.secret import SecretRef
from inspector.wording import tr

_CURSOR_MARGIN = 5  # Qt's cursor rectangle begins this far left of the cursor


class UrlEdit(QLineEdit):
    """pasted(str): a curl command, or other text that is no address, was pasted."""

    pasted = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.setObjectName("url_edit")
        self.setAccessibleName(tr("Address"))
        self.setPlaceholderText("https://api.example.com/v1/orders")
        tools.theme.changed.connect(self.update)
        tools.environments.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a pasted curl command open as a request."""
        text = QApplication.clipboard().text().strip()
        if event.matches(QKeySequence.StandardKey.Paste) and is_command(text):
            self.pasted.emit(text)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then the variables over it as pills."""
        super().paintEvent(event)
        found = list(NAME.finditer(self.text()))
        if not found:
            return
        painter = smooth(self)
        painter.setClipRect(self.contentsRect().adjusted(6, 2, -6, -2))
        painter.setFont(self.font())
        for match in found:
            rect = self._rect(match.start(), match.end())
            known = self._tools.environments.resolve(match[1]) is not None
            ground, ink = ("accent_soft", "accent") if known else ("warn_soft", "warn")
            rounded(painter, rect, 5, self._tools.theme.colour(ground))
            painter.setPen(self._tools.theme.colour(ink))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, match[0])
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say what a variable stands for when the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip(self._said(event.pos().x())), self)
            return True
        return super().event(event)

    def _rect(self, start: int, end: int) -> QRectF:
        metrics, text = QFontMetricsF(self.font()), self.text()
        cursor = self.cursorRect()
        origin = (
            cursor.x() + _CURSOR_MARGIN - metrics.horizontalAdvance(text[: self.cursorPosition()])
        )
        left = origin + metrics.horizontalAdvance(text[:start])
        width = metrics.horizontalAdvance(text[start:end])
        return QRectF(left - 2, cursor.y(), width + 4, cursor.height())

    def _said(self, x: int) -> str:
        for match in NAME.finditer(self.text()):
            rect = self._rect(match.start(), match.end())
            if rect.left() <= x <= rect.right():
                return describe(self._tools, match[1])
        return ""


def describe(tools: Tools, name: str) -> str:
    """Return what a variable stands for and where that is set; never a secret."""
    found = tools.environments.resolve(name)
    if found is None:
        return tr("The variable {name} has no value.", name=name)
    if isinstance(found.value, SecretRef):
        return tr("{name} is a secret, from {source}.", name=name, source=found.source)
    return tr(
        "{name} is {value}, from {source}.", name=name, value=found.value, source=found.source
    )


def is_command(text: str) -> bool:
    """Whether pasted text is a command rather than an address."""
    return text.split(" ", 1)[0].rsplit("/", 1)[-1].lower() in {"curl", "curl.exe"} and " " in text
