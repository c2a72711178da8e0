"""One row is painted in the colours of its pieces, its marks behind."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from inspector.gui.response.line_index import rows_of
from inspector.gui.response.line_paint import RowLook, paint_marks, paint_number, paint_text

BOX = QRect(0, 0, 300, 21)


@pytest.fixture
def canvas(light):
    image = QImage(300, 21, QImage.Format.Format_RGB32)
    image.fill(QColor(light.tokens.surface))
    painter = QPainter(image)
    font = light.code_font()
    painter.setFont(font)
    yield image, painter, QFontMetricsF(font).horizontalAdvance("0")
    painter.end()


def _columns(image, colour):
    wanted = QColor(colour).rgb()
    return [x for x in range(300) if any(image.pixel(x, y) == wanted for y in range(21))]


def test_names_of_json_have_a_colour_of_their_own(light, canvas):
    image, painter, advance = canvas
    paint_text(painter, RowLook(light, advance, json=True), '"name": 12', BOX)
    name, number = (_columns(image, light.tokens.colour(token)) for token in ("accent", "warn"))
    assert name
    assert number
    assert max(name) < min(number)


def test_marked_bytes_have_their_ground(light, canvas):
    image, painter, advance = canvas
    paint_marks(painter, RowLook(light, advance, marks=((2, 5),)), rows_of(b"abcdefgh"), 0, BOX)
    ground = _columns(image, light.tokens.warn_line)
    assert abs(min(ground) - 2 * advance) < 2
    assert abs(max(ground) - 5 * advance) < 2


@pytest.mark.parametrize("number", [0, 12])
def test_each_row_has_a_number_or_a_sign(light, canvas, number):
    image, painter, advance = canvas
    before = image.copy()
    paint_number(painter, RowLook(light, advance), number, QRect(0, 0, 40, 21))
    assert image != before
