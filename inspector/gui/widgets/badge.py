"""A count as a grey pill; it never looks like a pin."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import rounded, smooth

HEIGHT = 16
_PAD = 5


def badge_font(theme: Theme) -> QFont:
    """Return the font of counts."""
    return theme.font(11, SEMIBOLD)


def badge_width(theme: Theme, text: str) -> int:
    """Return how wide the pill around that text is; never narrower than high."""
    inner = QFontMetrics(badge_font(theme)).horizontalAdvance(text)
    return max(theme.px(HEIGHT), inner + 2 * theme.px(_PAD))


def paint_badge(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    """Paint a badge that fills the rectangle."""
    rounded(painter, rect, rect.height() / 2, theme.colour("hover"))
    painter.setFont(badge_font(theme))
    painter.setPen(theme.colour("text2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class Badge(QWidget):
    """A count as a widget; meaning: what is counted, for screen readers."""

    def __init__(self, theme: Theme, text: str, meaning: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(meaning)
        theme.changed.connect(self._renew)

    def show_count(self, text: str, meaning: str) -> None:
        """Show another count."""
        self._text = text
        self.setAccessibleName(meaning)
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the size of the pill."""
        return QSize(badge_width(self._theme, self._text), self._theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = smooth(self)
        paint_badge(painter, self._theme, QRectF(self.rect()), self._text)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
