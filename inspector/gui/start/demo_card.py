"""A card that shows one cause being solved: icon, title, a line of text; one click runs it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import focus_ring, icon_at, outlined, rounded, smooth

_RADIUS, _PAD, _ICON, _TEXT_LEFT, _HEIGHT = 10, 15, 20, 45, 90


class DemoCard(QAbstractButton):
    """Enter and Space run it as a click does."""

    def __init__(self, theme: Theme, title: str, text: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = text
        self._icon = icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def sizeHint(self) -> QSize:
        """Return the size that two lines of text need."""
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter click."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        px, colour = self._theme.px, self._theme.colour
        painter = smooth(self)
        whole = QRectF(self.rect())
        rounded(painter, whole, _RADIUS, colour("hover" if self.isDown() else "surface"))
        if self.hasFocus():
            focus_ring(painter, self._theme, whole, _RADIUS)
        else:
            outline = "ctl" if self.underMouse() else "border"
            outlined(painter, whole, _RADIUS, QPen(colour(outline), 1))
        top = QPointF(px(_PAD), px(_PAD))
        icon_at(painter, self._theme, (self._icon, "accent", _ICON), top)
        play = QPointF(self.width() - px(_PAD + 16), px(_PAD + 1))
        icon_at(painter, self._theme, ("play", "accent", 16), play)
        painter.setFont(self._theme.font(13, SEMIBOLD))
        painter.setPen(colour("text"))
        painter.drawText(self._line(px(_PAD)), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self._theme.font(12))
        painter.setPen(colour("text2"))
        rest = self._line(px(_PAD + 22)).adjusted(0, 0, px(16), self.height() - px(_PAD + 42))
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(rest, int(wrapped), self._words)
        painter.end()

    def _line(self, top: int) -> QRect:
        px = self._theme.px
        left = px(_TEXT_LEFT)
        return QRect(left, top, self.width() - left - px(_PAD + 20), px(20))

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
