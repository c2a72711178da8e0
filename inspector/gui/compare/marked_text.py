"""Paints a value in the code font, the characters that differ bold on a ground of their own."""

from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.compare.records import Span
from inspector.gui.compare.windowed import windowed
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.widgets.painting import middle, rounded

_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
SIZE = 12

Marked = tuple[str, tuple[Span, ...], str]  # text, what differs in it, the ground of that


def marked_text(painter: QPainter, theme: Theme, room: QRect, marked: Marked) -> None:
    """Paint a line of text; the part with the differing characters is always in sight."""
    text, marks, ground = marked
    plain, bold = theme.code_font(SIZE), theme.code_font(SIZE, BOLD)
    each = max(1, QFontMetrics(plain).horizontalAdvance("0"))
    text, marks = windowed(text, marks, max(1, room.width() // each))
    edges = sorted({0, len(text), *(edge for span in marks for edge in span)})
    left, high = float(room.x()), min(theme.px(20), room.height())
    for start, end in pairwise(edges):
        piece = text[start:end]
        differs = any(first <= start and end <= last for first, last in marks)
        font = bold if differs else plain
        width = QFontMetrics(font).horizontalAdvance(piece)
        if differs:
            box = QRectF(left - 1, middle(room, high), width + 2, high)
            rounded(painter, box, 3, theme.colour(ground))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(left, room.y(), width + 4, room.height()), int(_CENTRE), piece)
        left += width
