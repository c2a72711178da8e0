"""Paints what the exchange view adds to its text: bands, highlighted bytes, rules and notes."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM
from inspector.model.annotation import Level
from inspector.presentation.exchange.line import Line, Note

_ICONS: dict[Level, str] = {
    "info": "info",
    "good": "circle-check",
    "odd": "triangle-alert",
    "bad": "circle-x",
}
_COLOURS: dict[Level, str] = {"info": "text3", "good": "ok", "odd": "warn", "bad": "err"}
_GAP, _ICON, _SMALL = 20, 14, 12
_LEAST_SHARE = 0.45
_FLASH_ALPHA = 90


class Spot(NamedTuple):
    """A line on the screen: its text block, its box, and how wide the text is."""

    line: Line
    block: QTextBlock
    box: QRectF
    text_end: float


def band(painter: QPainter, theme: Theme, spot: Spot, *, flashed: bool) -> None:
    """Paint the band of a pinned line and the ground of its highlighted bytes."""
    if not spot.line.pins:
        return
    painter.fillRect(spot.box, theme.colour("err_line" if flashed else "err_soft"))
    painter.setPen(Qt.PenStyle.NoPen)
    ground = theme.colour("err_fill") if flashed else QColor(theme.tokens.mark)
    ground.setAlpha(_FLASH_ALPHA if flashed else 255)
    painter.setBrush(ground)
    for low, high in _marked(spot):
        box = QRectF(low, spot.box.top(), high - low, spot.box.height())
        painter.drawRoundedRect(box, 3, 3)


def _marked(spot: Spot) -> list[tuple[float, float]]:
    """Return where the highlighted bytes of a line begin and end, in pixels."""
    layout = spot.block.layout()
    if layout.lineCount() == 0:
        return []
    text, left = layout.lineAt(0), spot.box.left() + layout.position().x()
    return [
        (left + _x(text.cursorToX(low)), left + _x(text.cursorToX(high)))
        for low, high in spot.line.marks
    ]


def _x(found: object) -> float:
    """Return the position of `cursorToX`, which gives a pair in PySide6."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]  # Qt's stubs say object


def rule(painter: QPainter, theme: Theme, spot: Spot, right: float) -> None:
    """Paint the line between what was sent and what came back."""
    painter.setPen(QPen(theme.colour("border"), 1))
    middle = round(spot.box.center().y()) + 0.5
    painter.drawLine(QRectF(0, middle, right, 0).topLeft(), QRectF(right, middle, 0, 0).topLeft())


def notes(painter: QPainter, theme: Theme, spot: Spot, right: float) -> None:
    """Paint the first note at the end of a line, and how many more there are."""
    if not spot.line.notes:
        return
    note = spot.line.notes[0]
    pinned = bool(spot.line.pins)
    font = theme.font(_SMALL, MEDIUM)
    metrics = QFontMetricsF(font)
    text = _text(spot.line.notes, with_reference=pinned)
    icon = theme.px(_ICON + 6)
    start = _start(theme, spot, icon + metrics.horizontalAdvance(text) + 4, right)
    squeezed = start < spot.text_end + theme.px(_GAP)
    if squeezed:
        _cover(painter, theme, spot, start)
    colour = _COLOURS[note.level]
    if pinned and note.level == "bad" and not squeezed:
        icon = 0
    else:
        picture = theme.pixmap(
            _ICONS[note.level], colour, _ICON, painter.device().devicePixelRatio()
        )
        top = spot.box.center().y() - theme.px(_ICON) / 2
        painter.drawPixmap(QRectF(start, top, 0, 0).topLeft(), picture)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    box = QRectF(start + icon, spot.box.top(), right - start - icon - 8, spot.box.height())
    if box.width() > icon:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _MIDDLE, shown)


def _start(theme: Theme, spot: Spot, width: float, right: float) -> float:
    """Return where a note begins: after its line, else over the line's end but not its marks."""
    usual = spot.text_end + theme.px(_GAP)
    if usual + width <= right - 8:
        return usual
    wanted = min(width, max(right - usual, right * _LEAST_SHARE))
    last = max((high for _, high in _marked(spot)), default=0.0) + theme.px(12)
    return min(usual, max(right - wanted - 8, last), right - theme.px(_ICON + 10))


def _text(found: tuple[Note, ...], *, with_reference: bool) -> str:
    first = found[0]
    text = f"{first.text} ({first.reference})" if with_reference and first.reference else first.text
    return text if len(found) == 1 else f"{text}  +{len(found) - 1}"


def _cover(painter: QPainter, theme: Theme, spot: Spot, start: float) -> None:
    """Lay the line's ground over the end of a text that is in the way of its note."""
    ground = "err_soft" if spot.line.pins else "surface"
    box = QRectF(start - theme.px(10), spot.box.top(), 4000, spot.box.height())
    if spot.text_end > box.left():
        painter.fillRect(box, theme.colour(ground))


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
