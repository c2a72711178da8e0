"""The style sheet: nothing of the template is left over, lengths grow, pictures exist."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from inspector.gui.theme.palette import DARK, LIGHT
from inspector.gui.theme.theme import Sizes, style_sheet


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_is_filled_in(tokens):
    sheet = style_sheet(tokens)
    assert "$" not in sheet
    assert not re.search(r"\d(sp|cp)\b", sheet)
    assert tokens.accent_fill in sheet


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_its_pictures_exist_in_colours_of_the_theme(tokens):
    for path in set(re.findall(r'url\("([^"]+)"\)', style_sheet(tokens))):
        strokes = re.findall(r'stroke="(#[0-9A-F]{6})"', Path(path).read_text())
        known = {tokens.text2, tokens.accent, tokens.on_fill}
        assert strokes
        assert set(strokes) <= known


def test_text_and_code_grow_apart():
    sheet = style_sheet(LIGHT, Sizes(2.0, 3.0, "Some Code"))
    assert "font-size: 26px" in sheet
    assert "font-size: 39px" in sheet
    assert '"Some Code"' in sheet


def test_qt_reads_it_without_complaint(qtbot, light):
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.setProperty("kind", "primary")
    button.show()
    assert button.sizeHint().height() >= 30
