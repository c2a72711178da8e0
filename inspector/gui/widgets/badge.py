"""A count as a grey pill; it never looks like a pin."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import rounded

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
