"""Qt's palette holds the tokens."""

from PySide6.QtGui import QPalette

from inspector.gui.theme.palette import DARK, LIGHT
from inspector.gui.theme.theme import palette


def test_roles_are_tokens():
    for tokens in (LIGHT, DARK):
        made = palette(tokens)
        assert made.color(QPalette.ColorRole.Window).name().upper() == tokens.bg
        assert made.color(QPalette.ColorRole.Base).name().upper() == tokens.surface


def test_disabled_text_is_quieter():
    made = palette(LIGHT)
    faded = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert faded.name().upper() == LIGHT.text3
