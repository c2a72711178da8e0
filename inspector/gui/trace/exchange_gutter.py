"""The strip beside the exchange: line number, direction, and the numbered pins."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD
from inspector.gui.trace.exchange_paint import Spot

if TYPE_CHECKING:
    from inspector.gui.trace.exchange_text import ExchangeText

_WIDTH, _BAR, _NUMBERS, _PIN, _ARROW = 68, 3, 38, 17, 13
_ARROWS = {"sent": ("arrow-up-right", "info"), "received": ("arrow-down-left", "jwt_payload")}


class ExchangeGutter(QWidget):
    """Paints beside each line of its view; a click on a pin is told to the view."""

    def __init__(self, view: "ExchangeText", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Wide enough for four figures and two pins."""
        return QSize(self._theme.px(_WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        for spot in self._view.spots():
            self._paint(painter, spot)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which pin was clicked."""
        line = self._view.line_under(event.position().toPoint())
        if line is not None and line.pins:
            self._view.pin_clicked.emit(line.pins[0])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the click from the text beside."""
        event.accept()

    def _paint(self, painter: QPainter, spot: Spot) -> None:
        line, box = spot.line, spot.box
        if line.pins:
            flashed = self._view.is_flashed(spot.block.blockNumber())
            ground = "err_line" if flashed else "err_soft"
            whole = QRectF(0, box.top(), self.width(), box.height())
            painter.fillRect(whole, self._theme.colour(ground))
            bar = QRectF(0, box.top(), self._theme.px(_BAR), box.height())
            painter.fillRect(bar, self._theme.colour("err_fill"))
        if line.number and line.kind != "divider":
            painter.setFont(self._theme.code_font(11))
            painter.setPen(self._theme.colour("text3"))
            numbers = QRectF(0, box.top(), self._theme.px(_NUMBERS), box.height())
            painter.drawText(numbers, _RIGHT, str(line.number))
        middle = QPointF(self._theme.px(_NUMBERS + 15), box.center().y())
        if line.pins:
            self._pins(painter, line.pins, middle)
        elif line.first and line.kind in _ARROWS:
            self._arrow(painter, line.kind, middle)

    def _pins(self, painter: QPainter, pins: tuple[int, ...], middle: QPointF) -> None:
        side = self._theme.px(_PIN)
        several = pins[:2]
        start = middle - QPointF((len(several) - 1) * side * 0.4, 0)
        for place, pin in enumerate(several):
            centre = start + QPointF(place * side * 0.7, 0)
            painter.setPen(QPen(self._theme.colour("err_soft"), 1))
            painter.setBrush(self._theme.colour("err_fill"))
            painter.drawEllipse(centre, side / 2, side / 2)
            painter.setPen(self._theme.colour("on_fill"))
            painter.setFont(self._theme.font(11, BOLD))
            box = QRectF(0, 0, side, side)
            box.moveCenter(centre)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(pin))

    def _arrow(self, painter: QPainter, kind: str, middle: QPointF) -> None:
        name, colour = _ARROWS[kind]
        picture = self._theme.pixmap(name, colour, _ARROW, self.devicePixelRatio())
        half = self._theme.px(_ARROW) / 2
        painter.drawPixmap(middle - QPointF(half, half), picture)


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
