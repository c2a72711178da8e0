"""Cuts a long value to what fits around what differs in it, and paints it in the code font."""

import re
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.compare.records import Span
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.widgets.painting import middle, rounded

_BEFORE = 6
_MASK = re.compile("•{2,}")


def windowed(text: str, marks: tuple[Span, ...], room: int) -> tuple[str, tuple[Span, ...]]:
    """Return at most `room` characters of the text with its marks moved along."""
    if len(text) > room:
        text, marks = _shortened(text, marks)
    if len(text) <= room:
        return text, marks
    start = 0
    if marks and marks[0][1] > room - 1:
        start = max(0, min(marks[0][0] - _BEFORE, len(text) - room + 1))
    head = "…" if start else ""
    tail = "…" if start + room - len(head) < len(text) else ""
    end = start + room - len(head) - len(tail)
    shift = len(head) - start
    cut = head + text[start:end] + tail
    moved = (
        (max(len(head), first + shift), min(len(cut) - len(tail), last + shift))
        for first, last in marks
    )
    return cut, tuple(span for span in moved if span[0] < span[1])


def _shortened(text: str, marks: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Return the text with one character for the dots of each mask, its marks moved along."""
    for found in reversed(list(_MASK.finditer(text))):
        start, end = found.span()
        text = f"{text[:start]}…{text[end:]}"
        marks = tuple(
            (_moved(first, start, end), _moved(last, start, end)) for first, last in marks
        )
    return text, marks


def _moved(place: int, start: int, end: int) -> int:
    """Return where a place of the text is when one character stands for a part of it."""
    return place if place <= start else max(start + 1, place - (end - start) + 1)


# ---------------- Paints a value in the code font
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
