"""Fonts: shipped, loaded, with plain code and even figures."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from inspector.gui.theme import fonts, icons
from inspector.wording.resources import resources


def test_the_shipped_families_are_there(qapp):
    assert {fonts.UI_FAMILY, fonts.CODE_FAMILY} <= fonts.load()


def test_their_licences_are_shipped():
    for name in ("OFL-Inter.txt", "OFL-JetBrainsMono.txt"):
        assert "SIL OPEN FONT LICENSE" in (resources() / "fonts" / name).read_text()


def test_figures_are_equally_wide(qapp):
    words = QFontMetrics(fonts.ui(13))
    assert words.horizontalAdvance("1111") == words.horizontalAdvance("0000")


def test_code_has_no_ligatures(qapp):
    words = QFontMetrics(fonts.code(13))
    assert words.horizontalAdvance("!=") == 2 * words.horizontalAdvance("!")


def test_weight_and_size_are_kept(qapp):
    font = fonts.ui(22, fonts.SEMIBOLD)
    assert (font.pixelSize(), font.weight().value) == (22, 600)


# ---------------- Icons: recoloured, sharp, cached, and none shipped in vain
SOURCE = Path(__file__).parents[3] / "inspector"


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
