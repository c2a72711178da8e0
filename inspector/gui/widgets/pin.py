"""The red numbered disc that joins a claim to its bytes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.widgets.painting import smooth
from inspector.wording import tr

DIAMETER = 16


def paint_pin(painter: QPainter, theme: Theme, rect: QRectF, number: int) -> None:
    """Paint a pin as wide as the rectangle is high, in its middle."""
    side = min(rect.width(), rect.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(rect.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("err_fill"))
    painter.drawEllipse(disc)
    painter.setPen(theme.colour("on_fill"))
    font = theme.font(11, BOLD)
    font.setPixelSize(round(side * 0.66))
    painter.setFont(font)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))


class Pin(QWidget):
    """A pin as a widget; its number is that of the evidence in the verdict."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(number)
        theme.changed.connect(self._renew)

    @property
    def number(self) -> int:
        """The number shown."""
        return self._number

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.setAccessibleName(tr("Evidence {number}", number=number))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = self._theme.px(DIAMETER)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = smooth(self)
        paint_pin(painter, self._theme, QRectF(self.rect()), self._number)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
