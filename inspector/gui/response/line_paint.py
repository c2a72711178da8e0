"""Paints one row of the line view: marks, text with its colours, number."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from inspector.gui.response.json_colours import coloured
from inspector.gui.response.row_source import RowSource
from inspector.gui.theme import Theme

Marks = tuple[tuple[int, int], ...]


class RowLook(NamedTuple):
    """How rows are painted: advance: width of a character; json: with its colours."""

    theme: Theme
    advance: float
    json: bool = False
    marks: Marks = ()

    def x(self, columns: int) -> int:
        """Return the width of that many characters."""
        return round(columns * self.advance)


def paint_marks(painter: QPainter, look: RowLook, rows: RowSource, row: int, box: QRect) -> None:
    """Paint the ground of the marked bytes of a row."""
    start, end = rows.span(row)
    for low, high in look.marks:
        if low < end and high > start:
            first, last = rows.column(row, low), rows.column(row, high)
            place = QRect(box.left() + look.x(first), box.top() + 1, 0, box.height() - 2)
            place.setWidth(max(look.x(last - first), 2))
            painter.fillRect(place, look.theme.colour("warn_line"))


def paint_text(painter: QPainter, look: RowLook, text: str, box: QRect) -> None:
    """Paint the text of a row."""
    painter.setPen(look.theme.colour("text"))
    if not look.json:
        painter.drawText(box, _LEFT, text)
        return
    at = 0
    for piece in (*coloured(text), None):
        end = len(text) if piece is None else piece.start
        painter.setPen(look.theme.colour("text3"))
        painter.drawText(box.adjusted(look.x(at), 0, 0, 0), _LEFT, text[at:end])
        if piece is not None:
            painter.setPen(look.theme.colour(piece.token))
            part = text[piece.start : piece.end]
            painter.drawText(box.adjusted(look.x(end), 0, 0, 0), _LEFT, part)
            at = piece.end


def paint_number(painter: QPainter, look: RowLook, number: int, box: QRect) -> None:
    """Paint the number of a line, or a sign where a line only goes on."""
    painter.setPen(look.theme.colour("text3"))
    painter.drawText(box, _RIGHT, str(number) if number else "↪")


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
