"""A rounded pane with a hairline border, and an edge in the colour of its severity."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import outlined, rounded, smooth

RADIUS = 10
EDGE = 4


class Card(QFrame):
    """edge: a colour token such as "err_fill", empty for none. padding: points on every side."""

    def __init__(self, theme: Theme, padding: int = 16, edge: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._edge = edge
        self._framed = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(8)
        theme.changed.connect(self.update)

    def set_edge(self, edge: str) -> None:
        """Change the severity."""
        self._edge = edge
        self.update()

    def set_frame(self, *, on: bool) -> None:
        """Leave round corners, edge and border out where the card lies in another one."""
        self._framed = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge and border."""
        painter = smooth(self)
        if not self._framed:
            painter.fillRect(self.rect(), self._theme.colour("surface"))
            painter.end()
            return
        whole = QRectF(self.rect())
        rounded(painter, whole, RADIUS, self._theme.colour("surface"))
        if self._edge:
            shape = QPainterPath()
            shape.addRoundedRect(whole, RADIUS, RADIUS)
            painter.setClipPath(shape)
            painter.fillRect(QRectF(0, 0, EDGE, whole.height()), self._theme.colour(self._edge))
            painter.setClipping(False)
        outlined(painter, whole, RADIUS, QPen(self._theme.colour("border"), 1))
        painter.end()


# ---------------- A hairline between parts of a pane
class Line(QFrame):
    """One pixel of the border's colour, lying or upright."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "upright-line" if upright else "line")
