"""Paints at the usual size of text whatever the scale is: fonts, icons, words and round shapes."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MIDDLE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Brush:
    """A painter with the theme; all lengths are points at the usual size."""

    def __init__(self, painter: QPainter, theme: Theme, ratio: float) -> None:
        self.painter = painter
        self.theme = theme
        self._ratio = ratio
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def colour(self, token: str) -> QColor:
        """Return a colour by its token's name."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = self.theme.colour(token)
        return found

    def font(self, size: int, weight: int = REGULAR, *, code: bool = False) -> QFont:
        """Return a font of the interface, or that for bytes."""
        key = (size, weight, code)
        found = self._fonts.get(key)
        if found is None:
            made = self.theme.code_font(size, weight) if code else self.theme.font(size, weight)
            made.setPixelSize(size)
            found = self._fonts[key] = made
        return found

    def words(self, rect: QRectF, text: str, font: QFont, token: str, align: object = LEFT) -> None:
        """Write words into a rectangle."""
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))
        self.painter.drawText(rect, align, text)  # type: ignore[call-overload]  # Qt's flags

    def pen(self, token: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
        """Return a pen; dashes in points."""
        pen = QPen(self.colour(token), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([each / width for each in dashes])
        return pen

    def line(self, one: QPointF, other: QPointF, pen: QPen) -> None:
        """Draw a line."""
        self.painter.setPen(pen)
        self.painter.drawLine(one, other)

    def round(self, rect: QRectF, radius: float, fill: str, edge: str = "") -> None:
        """Fill a rectangle with round corners, with an edge of one point where it is named."""
        self.painter.setBrush(self.colour(fill))
        self.painter.setPen(QPen(self.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        shown = rect.adjusted(0.5, 0.5, -0.5, -0.5) if edge else rect
        self.painter.drawRoundedRect(shown, radius, radius)

    def icon(self, name: str, token: str, size: int, middle: QPointF) -> None:
        """Draw an icon round a point."""
        picture = self.theme.pixmap(name, token, size, self._ratio)
        half = size / 2
        if self.theme.scale == 1.0 and self._ratio == 1.0:  # as it is: scaling takes its time
            self.painter.drawPixmap(
                QPointF(round(middle.x() - half), round(middle.y() - half)), picture
            )
            return
        place = QRectF(middle.x() - half, middle.y() - half, size, size)
        self.painter.drawPixmap(place, picture, QRectF(picture.rect()))


__all__ = ["BOLD", "LEFT", "MEDIUM", "MIDDLE", "REGULAR", "RIGHT", "SEMIBOLD", "Brush"]
