"""The status of a reply as a filled pill with an icon: colour never stands alone."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import icon_at, middle, rounded, smooth

State = Literal["err", "warn", "ok", "info"]
_ICONS: dict[State, str] = {
    "err": "circle-x",
    "warn": "triangle-alert",
    "ok": "circle-check",
    "info": "info",
}
_ICON = 16
_PAD, _GAP, _HEIGHT = 10, 6, 28
_REDIRECT, _CLIENT_ERROR = 300, 400


def state_of(status: int | None) -> State:
    """Return how a status code is coloured; None: no reply came."""
    if status is None or status >= _CLIENT_ERROR:
        return "err"
    return "warn" if status >= _REDIRECT else "ok"


class Pill(QWidget):
    """Icon and text, white on the state's colour."""

    def __init__(self, theme: Theme, text: str = "", state: State = "info") -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._state: State = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, state)
        theme.changed.connect(self._renew)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_state(self, text: str, state: State) -> None:
        """Show another text and state."""
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the size for the whole text."""
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        px = self._theme.px
        return QSize(width + px(2 * _PAD + _GAP + _ICON), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and text."""
        px = self._theme.px
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), 6, self._theme.colour(f"{self._state}_fill"))
        top = middle(self.rect(), px(_ICON))
        look = (_ICONS[self._state], "on_fill", _ICON)
        icon_at(painter, self._theme, look, QPointF(px(_PAD), top))
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("on_fill"))
        rest = self.rect().adjusted(px(_PAD + _ICON + _GAP), 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(14, SEMIBOLD)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
