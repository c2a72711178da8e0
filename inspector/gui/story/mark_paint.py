"""Paints what happened to credentials: rings, discs, squares, lines, ticks, pins, legends."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from inspector.gui.story.brush import BOLD, MIDDLE, Brush
from inspector.gui.widgets.marks import DIAMETER, paint_pin
from inspector.presentation.story.graph import Disc, LineLook, MarkKind, StopLook
from inspector.presentation.story.letter_widths import width

_HALO = 1.5
_ISSUED, _ACCEPTED, _SENT, _UNSENT = 6.5, 9.0, 6.5, 8.5
_SQUARE, _CORNER = 18.0, 4.0
_DASHES = (2.0, 1.6)
_BAR = 7.0


def paint_mark(brush: Brush, kind: MarkKind, middle: QPointF, count: int = 1) -> None:
    """Paint a mark with a halo of the surface round it."""
    painter = brush.painter
    if kind == "accepted":
        _counted(brush, middle, count, ("ok_fill", "check", _ACCEPTED))
    elif kind == "refused":
        _counted(brush, middle, count, ("err_fill", "x", _CORNER))
    elif kind == "issued":
        painter.setBrush(brush.colour("surface"))
        painter.setPen(QPen(brush.colour("text2"), 2.5))
        painter.drawEllipse(middle, _ISSUED, _ISSUED)
    elif kind == "sent":
        _halo(brush, middle, _SENT)
        painter.setBrush(brush.colour("text2"))
        painter.drawEllipse(middle, _SENT, _SENT)
    else:
        _dashed(brush, middle, slashed=kind == "not-sent")


def _halo(brush: Brush, middle: QPointF, radius: float) -> None:
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(brush.colour("surface"))
    brush.painter.drawEllipse(middle, radius + _HALO, radius + _HALO)


def mark_width(kind: MarkKind, count: int) -> float:
    """Return how wide a mark is."""
    if kind not in {"accepted", "refused"}:
        return 2 * _UNSENT
    return _SQUARE if count == 1 else _SQUARE + 5 + width(str(count), 11)


def _counted(brush: Brush, middle: QPointF, count: int, look: tuple[str, str, float]) -> None:
    """Paint a disc or square with its icon, drawn out where it has a count."""
    fill, icon, radius = look
    wide = mark_width("accepted", count)
    box = QRectF(middle.x() - wide / 2, middle.y() - _SQUARE / 2, wide, _SQUARE)
    halo = box.adjusted(-_HALO, -_HALO, _HALO, _HALO)
    brush.round(halo, radius + _HALO, "surface")
    brush.round(box, radius, fill)
    if count == 1:
        brush.icon(icon, "on_fill", 12, middle)
        return
    brush.icon(icon, "on_fill", 11, QPointF(box.left() + 9.5, middle.y()))
    rest = QRectF(box.left() + 16, box.top(), wide - 20, _SQUARE)
    brush.words(rest, str(count), brush.font(11, BOLD), "on_fill", MIDDLE)


def _dashed(brush: Brush, middle: QPointF, *, slashed: bool) -> None:
    _halo(brush, middle, _UNSENT)
    painter, token = brush.painter, "err" if slashed else "ctl"
    painter.setBrush(brush.colour("surface"))
    painter.setPen(brush.pen(token, 2, (2 * _DASHES[0], 2 * _DASHES[1])))
    painter.drawEllipse(middle, _UNSENT, _UNSENT)
    if slashed:
        brush.line(middle + QPointF(-4, 4), middle + QPointF(4, -4), brush.pen(token, 2))


# ---------------------------------------------------------------- lines
def paint_piece(brush: Brush, x1: float, x2: float, y: float, look: LineLook) -> None:
    """Paint a part of a credential's line."""
    if look == "use":
        brush.round(QRectF(x1, y - _BAR / 2, x2 - x1, _BAR), 2, "ok_fill")
    elif look == "expired":
        _hatch(brush, QRectF(x1, y - _BAR / 2, x2 - x1, _BAR))
    else:
        dashes = (6.0, 5.0) if look == "used-up" else ()
        brush.line(QPointF(x1, y), QPointF(x2, y), brush.pen("text2", 2, dashes))


def _hatch(brush: Brush, box: QRectF) -> None:
    painter = brush.painter
    painter.save()
    painter.fillRect(box, brush.colour("surface"))
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(brush.colour("err_fill"), 2))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom() + 1), QPointF(x + box.height() + 2, box.top() - 1))
        x += 5
    painter.restore()
    painter.setPen(QPen(brush.colour("err_fill"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_stop(brush: Brush, x: float, y: float, look: StopLook) -> None:
    """Paint a cross bar, a tick, or an arrow head at the right edge."""
    if look in {"replaced", "ended"}:
        brush.painter.fillRect(QRectF(x - 1.5, y - 8, 3, 16), brush.colour("text2"))
    elif look == "expired":
        brush.line(QPointF(x, y - 9), QPointF(x, y + 9), brush.pen("err", 2))
    else:
        token = "text2" if look == "goes-on" else "err"
        pen = brush.pen(token, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        brush.line(QPointF(x - 6, y - 5), QPointF(x, y), pen)
        brush.line(QPointF(x - 6, y + 5), QPointF(x, y), pen)


def paint_head(brush: Brush, tip: QPointF, token: str, *, down: bool) -> None:
    """Paint the head of an arrow, downwards or to the right."""
    one, other = (
        (QPointF(-3.5, -5), QPointF(3.5, -5)) if down else (QPointF(-6, -3.5), QPointF(-6, 3.5))
    )
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(brush.colour(token))
    brush.painter.drawPolygon(QPolygonF([tip, tip + one, tip + other]))


# ---------------------------------------------------------------- pins
def paint_disc(brush: Brush, disc: Disc) -> None:
    """Paint a pin: a red disc, or the outlined one of a reason that is healthy."""
    half = DIAMETER / 2
    box = QRectF(disc.x - half, disc.y - half, DIAMETER, DIAMETER)
    paint_pin(brush.painter, brush.theme, box, disc.number, outlined=disc.healthy)


def paint_pin_ring(brush: Brush, disc: Disc) -> None:
    """Paint a ring round a pin, because another place of it is pointed at."""
    brush.painter.setPen(QPen(brush.colour("accent"), 2))
    brush.painter.setBrush(Qt.BrushStyle.NoBrush)
    brush.painter.drawEllipse(QPointF(disc.x, disc.y), DIAMETER / 2 + 2, DIAMETER / 2 + 2)


# ---------------------------------------------------------------- the legend
def paint_legend_mark(brush: Brush, mark: str, middle: QPointF) -> None:
    """Paint the sample of a legend, 24 wide."""
    x, y = middle.x(), middle.y()
    if mark in {"kept", "used-up"}:
        look: LineLook = "kept" if mark == "kept" else "used-up"
        paint_piece(brush, x - 12, x + 12, y, look)
    elif mark == "expired":
        paint_piece(brush, x - 9, x + 12, y, "expired")
        paint_stop(brush, x - 10, y, "expired")
    elif mark == "ended":
        paint_piece(brush, x - 12, x + 6, y, "kept")
        paint_stop(brush, x + 7, y, "ended")
    else:
        kinds: dict[str, MarkKind] = {
            "issued": "issued",
            "accepted": "accepted",
            "refused": "refused",
            "sent": "sent",
            "not-sent": "not-sent",
            "none": "none",
        }
        paint_mark(brush, kinds[mark], middle)
