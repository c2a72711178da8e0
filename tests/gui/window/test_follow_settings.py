"""Settings decide theme and choices, and choices made elsewhere are written back."""

import pytest

from inspector.gui.theme.palette import DARK
from inspector.gui.window.follow_settings import FollowSettings


@pytest.fixture
def following(panel_tools):
    return FollowSettings(panel_tools)


def test_a_change_applies_at_once(following, panel_tools):
    settings, theme = panel_tools.settings, panel_tools.theme
    settings.set("appearance.theme", "dark")
    settings.set("appearance.scale", 150)
    settings.set("appearance.code_font_size", 18)
    settings.set("appearance.density", "compact")
    settings.set("appearance.layout", "below")
    settings.set("behaviour.notes", False)
    assert theme.tokens is DARK
    assert theme.px(10) == 15
    assert theme.code_font().pixelSize() == 27
    assert theme.row(36) == 36
    assert panel_tools.choices.value.compact
    assert panel_tools.choices.value.response_below
    assert not panel_tools.choices.value.notes_on


def test_a_choice_is_kept(following, panel_tools, qtbot):
    panel_tools.choices.change(presentation=True, response_below=True)
    assert panel_tools.settings.flag("behaviour.presentation")
    assert panel_tools.settings.text("appearance.layout") == "below"
    path = panel_tools.settings._path
    qtbot.waitUntil(path.exists)


def test_secrets_hidden_is_never_a_setting(following, panel_tools):
    panel_tools.choices.change(secrets_hidden=False)
    assert not panel_tools.settings._path.exists()
