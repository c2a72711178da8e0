"""Icons: recoloured, sharp, cached, and none shipped in vain."""

import re
from pathlib import Path

import pytest

from inspector.gui.theme import icons
from inspector.wording.resources import resources

SOURCE = Path(__file__).parents[2] / "inspector"


def test_the_colour_and_line_width_are_replaced():
    text = icons.svg("send", "#112233", 12)
    assert "currentColor" not in text
    assert 'stroke="#112233"' in text
    assert 'stroke-width="2.3"' in text


@pytest.mark.parametrize(("size", "width"), [(12, 2.3), (14, 2.3), (16, 2.0), (20, 1.8)])
def test_small_icons_have_bolder_lines(size, width):
    assert icons.stroke_width(size) == width


def test_a_picture_has_its_pixels(qapp):
    picture = icons.pixmap("send", "#112233", 16, 2.0)
    assert picture.size().width() == 32
    assert picture.devicePixelRatio() == 2.0
    image = picture.toImage()
    drawn = {image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32)}
    assert drawn == {True, False}


def test_the_same_icon_is_drawn_once(qapp):
    assert icons.icon("send", "#112233", 16) is icons.icon("send", "#112233", 16)


def test_every_name_in_the_code_is_shipped_and_the_licence_too():
    assert "Lucide" in (resources() / "icons" / "LICENSE").read_text()
    assert {"send", "circle-x", "timer-off"} <= icons.names()


def test_every_shipped_icon_is_used():
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))
    words = set(re.findall(r'"([a-z0-9-]+)"', code))
    assert icons.names() - words == set()
