"""A strip with all steps of a story, and the part of it that is in view."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from inspector.gui.story.brush import Brush
from inspector.presentation.story.graph import Graph

STRIP = 12.0  # with the gap below
_HEIGHT = 8.0


def paint_overview(brush: Brush, graph: Graph, room: QRectF) -> None:
    """Paint a tick for each accepted step and the full height for each refused one."""
    painter, end = brush.painter, graph.columns_end - graph.names
    if end <= 0 or not graph.columns:
        return
    share = room.width() / end
    high = _HEIGHT * room.height() / STRIP
    painter.fillRect(QRectF(room.left(), room.top(), room.width(), high), brush.colour("sunken"))
    painted = -1.0
    for column in graph.columns:
        x = room.left() + (column.middle - graph.names) * share
        refused = column.answered in {"refused", "none"}
        if not refused and x - painted < 1:
            continue  # closer than a pixel
        painted = x
        tall = high if refused else high / 2
        token = "err_fill" if refused else "ok_fill"
        painter.fillRect(QRectF(x, room.top() + high - tall, 1.5, tall), brush.colour(token))


def paint_part(brush: Brush, graph: Graph, room: QRectF, part: tuple[float, float]) -> None:
    """Paint a frame round the part in view; part: its left and right edge in the picture."""
    share = room.width() / max(graph.columns_end - graph.names, 1)
    left, wide = max(part[0], 0.0) * share, (part[1] - part[0] - graph.names) * share
    high = _HEIGHT * room.height() / STRIP
    painter = brush.painter
    painter.setPen(QPen(brush.colour("accent"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(room.left() + left, room.top() + 0.5, wide, high - 1))
