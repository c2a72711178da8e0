"""Paints the credentials of a story: their lines, what stands on them, and the words above."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF

from inspector.gui.story.brush import SEMIBOLD, Brush
from inspector.gui.story.mark_paint import paint_disc, paint_mark, paint_piece, paint_stop
from inspector.gui.story.seen import Seen
from inspector.presentation.story.graph import Graph


def paint_lives(brush: Brush, graph: Graph, seen: Seen, lit: int) -> None:
    """Paint lines, marks and words of all credentials; others than the lit row are faint."""
    painter = brush.painter
    for row, faint in _by_row(graph, lit):
        painter.setOpacity(0.35 if faint else 1.0)
        _life(brush, graph, seen, row)
    painter.setOpacity(1.0)
    for link in graph.links:
        if seen.spans(link.x, link.x):
            pen = brush.pen("text2", 2)
            brush.line(QPointF(link.x, link.top + 8), QPointF(link.x, link.bottom - 6), pen)
    for row, faint in _by_row(graph, lit):
        painter.setOpacity(0.35 if faint else 1.0)
        _words(brush, graph, seen, row)
    painter.setOpacity(1.0)
    for disc in graph.discs:
        if seen.spans(disc.x - 8, disc.x + 8):
            paint_disc(brush, disc)


def _by_row(graph: Graph, lit: int) -> Iterator[tuple[int, bool]]:
    for place, row in enumerate(graph.rows):
        if row.kind == "credential":
            yield place, lit >= 0 and place != lit


def _life(brush: Brush, graph: Graph, seen: Seen, row: int) -> None:
    pieces = [piece for piece in graph.pieces if piece.row == row]
    for look_first in (True, False):
        for piece in pieces:
            if (piece.look != "use") is look_first and seen.spans(piece.x1, piece.x2):
                paint_piece(
                    brush, max(piece.x1, seen.left), min(piece.x2, seen.right), piece.y, piece.look
                )
    for stop in graph.stops:
        if stop.row == row and seen.spans(stop.x - 10, stop.x + 10):
            paint_stop(brush, stop.x, stop.y, stop.look)


def _words(brush: Brush, graph: Graph, seen: Seen, row: int) -> None:
    for mark in graph.marks:
        if mark.row == row and seen.spans(mark.x - 30, mark.x + 30):
            count = 1 if graph.columns[mark.column].slim else mark.count
            paint_mark(brush, mark.kind, QPointF(mark.x, mark.y), count)
            for disc in mark.pins:
                paint_disc(brush, disc)
    for note in graph.notes:
        if note.row == row and seen.spans(note.x, note.x + note.width):
            token = "err" if note.look == "refused" else "text2"
            box = QRectF(note.x, note.y - 8, note.width + 8, 16)
            brush.words(box, note.words, brush.font(11, SEMIBOLD), token)
