"""A value is painted with the characters that differ on a ground of their own."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from inspector.gui.compare.windowed import marked_text


@pytest.fixture
def grounds(light):
    def draw(text, marks):
        image = QImage(200, 24, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        marked_text(painter, light, QRect(0, 0, 200, 24), (text, marks, "err_line"))
        painter.end()
        wanted = light.colour("err_line").rgb()
        return {x for x in range(200) for y in range(24) if image.pixel(x, y) == wanted}

    return draw


def test_only_what_is_marked_has_a_ground(grounds):
    assert not grounds("abcdef", ())
    one, two = grounds("abcdef", ((0, 1),)), grounds("abcdef", ((0, 2),))
    assert max(two) > max(one)


def test_a_mark_far_to_the_right_is_in_sight(grounds):
    assert grounds("x" * 500 + "yz", ((500, 502),))
