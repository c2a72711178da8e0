"""Draws the shipped line icons in a colour and size, sharp at the screen's pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspector.wording.resources import resources, shipped_text

_SMALL, _MIDDLE = 14, 20
_FINE_RATIOS = (1.0, 2.0)


def stroke_width(size: int) -> float:
    """Return the line width on the icon's 24 grid: small icons need bolder lines."""
    if size <= _SMALL:
        return 2.3
    return 2.0 if size < _MIDDLE else 1.8


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return shipped_text(resources() / "icons" / f"{name}.svg")


def svg(name: str, colour: str, size: int) -> str:
    """Return the icon's SVG text in that colour, with the line width for that size."""
    text = _source(name).replace("currentColor", colour)
    return text.replace('stroke-width="2"', f'stroke-width="{stroke_width(size)}"')


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of size x size points at that pixel ratio."""
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg(name, colour, size).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int, faded: str = "") -> QIcon:
    """Return the icon for buttons and menus; `faded` is its colour while disabled."""
    made = QIcon()
    for ratio in _FINE_RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
        if faded:
            made.addPixmap(pixmap(name, faded, size, ratio), QIcon.Mode.Disabled)
    return made


def names() -> frozenset[str]:
    """Return the names of all shipped icons."""
    return frozenset(file.stem for file in (resources() / "icons").glob("*.svg"))
