"""Fonts: shipped, loaded, with plain code and even figures."""

from PySide6.QtGui import QFontMetrics

from inspector.gui.theme import fonts
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


def test_another_code_family_can_be_chosen(qapp):
    assert fonts.code(13, family="DejaVu Sans Mono").family() == "DejaVu Sans Mono"
