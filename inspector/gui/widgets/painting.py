"""Strokes that several painted widgets share: rounded grounds, rings, icons, lines of text."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.presentation.bodies.printable import visible_lines

RING = 2
_BEGIN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Words = tuple[str, QFont, QColor | str]  # text, font, colour


def smooth(widget: QWidget) -> QPainter:
    """Return a painter on the widget with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Fill a rectangle with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def outlined(painter: QPainter, rect: QRectF, radius: float, pen: QPen) -> None:
    """Draw the outline of a rectangle with round corners, wholly inside it."""
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def focus_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """Draw the ring of the focused widget."""
    outlined(painter, rect, radius, QPen(theme.colour("accent"), RING))


def icon_at(painter: QPainter, theme: Theme, look: tuple[str, str, int], where: QPointF) -> None:
    """Draw an icon with its top left corner there; look: name, colour token, size."""
    name, token, size = look
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(where, theme.pixmap(name, token, size, ratio))


def middle(rect: QRect, height: int) -> float:
    """Return the y at which something of that height is centred in the rectangle."""
    return rect.y() + (rect.height() - height) / 2


def elided(
    painter: QPainter,
    room: QRect,
    words: Words,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """Draw a line of text from the left, cut to the room; return what was drawn."""
    text, font, colour = words
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(visible_lines(text), mode, room.width())
    painter.drawText(room, int(_BEGIN), shown)
    return shown


# ---------------- Leaves room around a widget that stands in a column with others
def inset(widget: QWidget, left: int, right: int, above: int = 0) -> QVBoxLayout:
    """Return a layout with the widget and that much room beside and above it, in pixels."""
    row = QVBoxLayout()
    row.setContentsMargins(left, above, right, 0)
    row.addWidget(widget)
    return row


# ---------------- Empties a layout
def taken_out(layout: QLayout) -> list[QWidget]:
    """Take all out of a layout, also of those within it; return the widgets, which stay alive.

    Layouts are never asked for their items: Qt deletes one with its widget, Python would go on
    pointing there after something else stands in its place, and the window died of that.
    """
    widgets: list[QWidget] = []
    for inner in layout.children():
        if isinstance(inner, QLayout):
            widgets += taken_out(inner)
            layout.removeItem(inner)
            inner.deleteLater()
    for widget in _widgets_in(layout):
        layout.removeWidget(widget)
        widgets.append(widget)
    while layout.takeAt(0) is not None:
        pass  # only stretches are left
    return widgets


def _widgets_in(layout: QLayout) -> list[QWidget]:
    """Return the widgets that stand in a layout itself, in their order."""
    parent, direct = layout.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
    beside = [] if parent is None else parent.findChildren(QWidget, options=direct)
    return sorted((each for each in beside if layout.indexOf(each) >= 0), key=layout.indexOf)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, at once out of sight, and delete it when Qt has time."""
    for widget in taken_out(layout):
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
