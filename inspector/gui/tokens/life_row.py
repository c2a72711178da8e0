"""One event of a token's life: disc and line at the left, words and time beside; a button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import focus_ring, icon_at, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip

if TYPE_CHECKING:
    from inspector.gui.tokens.life_lines import LifeLine

_DISC, _ICON, _LEFT, _TOP, _RADIUS = 20, 12, 28, 6, 6


class LifeRow(QAbstractButton):
    """clicked(): by pointer, Space or Enter. first, last: where the line begins and ends."""

    def __init__(self, theme: Theme, line: "LifeLine", *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self._ends = (first, last)
        self.setObjectName("life_row")
        self.setAccessibleName(line.spoken)
        set_tip(self, line.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = QVBoxLayout(self)
        self._words.setSpacing(1)
        title, detail = (
            Label(line.title, "strong", wrap=True),
            Label(line.detail, "small", wrap=True),
        )
        for label in (title, detail):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._words.addWidget(label)
        theme.changed.connect(self._size)
        self._size()

    def sizeHint(self) -> QSize:
        """Return the size of the words; a button has none of its own."""
        return self._words.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow."""
        return QSize(self._theme.px(_LEFT * 3), self._words.totalMinimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words."""
        return self._words.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the line of time, the disc and the ring of the focus."""
        painter = smooth(self)
        whole = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, whole, _RADIUS, self._theme.colour("hover"))
        self._mark(painter)
        if self.hasFocus():
            focus_ring(painter, self._theme, whole, _RADIUS)
        painter.end()

    def _mark(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        radius = px(_DISC) / 2
        centre = QPointF(px(_LEFT) / 2, px(_TOP) + radius)
        first, last = self._ends
        painter.setPen(QPen(theme.colour("border"), 2))
        if not first:
            painter.drawLine(QPointF(centre.x(), 0), centre)
        if not last:
            painter.drawLine(centre, QPointF(centre.x(), self.height()))
        painter.setPen(QPen(theme.colour(self.line.colour), 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(centre, radius, radius)
        half = px(_ICON) / 2
        look = (self.line.icon, self.line.colour, _ICON)
        icon_at(painter, theme, look, centre - QPointF(half, half))

    def _size(self) -> None:
        px = self._theme.px
        self._words.setContentsMargins(px(_LEFT) + px(4), px(_TOP), px(8), px(_TOP))
        self.updateGeometry()
