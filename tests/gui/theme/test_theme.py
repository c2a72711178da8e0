"""The theme: modes, sizes, and one signal for each change."""

from PySide6.QtCore import Qt

from inspector.gui.theme import Theme
from inspector.gui.theme.palette import DARK, LIGHT


def test_a_mode_decides_the_tokens(qapp):
    assert Theme("dark").tokens is DARK
    assert Theme("light").tokens is LIGHT


def test_an_unknown_system_is_light(qapp):
    assert qapp.styleHints().colorScheme() != Qt.ColorScheme.Dark
    assert Theme("system").tokens is LIGHT


def test_changing_the_mode_tells_once(light, qtbot):
    told = []
    light.changed.connect(lambda: told.append(light.tokens))
    light.set_mode("dark")
    light.set_mode("dark")
    assert told == [DARK]


def test_everything_grows_with_the_percent(light):
    light.set_percent(200)
    assert light.px(10) == 20
    assert light.font(13).pixelSize() == 26
    assert light.code_font(13).pixelSize() == 26


def test_code_has_a_size_of_its_own(light):
    light.set_code_size(18)
    assert light.code_font(13).pixelSize() == 18
    assert light.font(13).pixelSize() == 13


def test_compact_rows_are_lower(light):
    assert light.row(36) == 36
    light.set_compact(True)
    assert light.row(36) == 24


def test_icons_come_in_a_tokens_colour(light):
    image = light.pixmap("square", "err_fill", 24).toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert light.tokens.err_fill in colours
