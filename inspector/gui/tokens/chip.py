"""A short word in a rounded frame: the kind of a token, or a part of it in the part's colour."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import outlined, rounded, smooth

_HEIGHT, _PAD = 20, 8


class Chip(QWidget):
    """tone: the token of a part ("jwt_header"), empty for a grey frame.

    pointed(bool): the pointer came or went.
    """

    pointed = Signal(bool)

    def __init__(self, theme: Theme, text: str, tone: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._tone = tone
        self._lit = False
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def light(self, *, on: bool) -> None:
        """Frame it, because its part is pointed at."""
        if on != self._lit:
            self._lit = on
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the word in its frame."""
        px = self._theme.px
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        return QSize(width + px(2 * _PAD), px(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self.pointed.emit(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground or frame, then the word."""
        painter = smooth(self)
        whole, colour = QRectF(self.rect()), self._theme.colour
        rounded(painter, whole, 5, colour(f"{self._tone}_soft" if self._tone else "sunken"))
        if self._lit or not self._tone:
            outlined(painter, whole, 5, QPen(colour(self._tone or "border"), 1))
        painter.setFont(self._font())
        painter.setPen(colour(self._tone or "text2"))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(11, SEMIBOLD)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
