"""A story as a picture of its own: PNG at twice the size, for a ticket."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPen

from inspector.gui.story.brush import Brush
from inspector.gui.story.graph_paint import paint_graph, paint_grounds, paint_names
from inspector.gui.story.mark_paint import paint_disc
from inspector.gui.story.seen import Seen
from inspector.gui.story.story_head import paint_head_row
from inspector.gui.theme import Theme
from inspector.presentation.story.graph import Graph
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.written.poster import poster

_TWICE = 2.0
_HEAD = 34


def png_of(theme: Theme, graph: Graph, said: Headline) -> bytes:
    """Return verdict and graph as PNG at twice their size, in the theme in force."""
    head = poster(said, graph.width)
    high = head.height + _HEAD + graph.height
    picture = QImage(round(graph.width * _TWICE), round(high * _TWICE), QImage.Format.Format_ARGB32)
    picture.fill(theme.colour("surface"))
    painter = QPainter(picture)
    painter.scale(_TWICE, _TWICE)
    brush = Brush(painter, theme, _TWICE / theme.scale)
    painter.fillRect(QRectF(0, 0, 4, head.height), theme.colour(said.edge))
    for each in head.words:
        font = brush.font(each.size, each.weight)
        painter.setFont(font)
        painter.setPen(theme.colour(each.token))
        painter.drawText(QPointF(each.x, each.y), each.text)
    for disc in head.discs:
        paint_disc(brush, disc)
    painter.translate(0, head.height)
    _rule(painter, theme, graph.width)
    paint_head_row(brush, graph, graph.width)
    painter.translate(0, _HEAD)
    _rule(painter, theme, graph.width)
    paint_grounds(brush, graph, -1, -1)
    paint_graph(brush, graph, Seen(0, graph.width))
    paint_names(brush, graph)
    painter.end()
    return _encoded(picture)


def _rule(painter: QPainter, theme: Theme, wide: float) -> None:
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.drawLine(QPointF(0, 0), QPointF(wide, 0))


def _encoded(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes
    buffer.close()
    return bytes(data.data())
