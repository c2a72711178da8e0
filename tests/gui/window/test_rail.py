"""The rail: places by icon and word, lit where one is."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.screens.registry import rail_places
from inspector.gui.window.rail import Rail


@pytest.fixture
def rail(panel_tools, qtbot):
    made = Rail(panel_tools.theme, panel_tools.actions)
    qtbot.addWidget(made)
    made.resize(72, 600)
    made.show()
    return made


def test_only_what_exists_is_there(rail):
    assert list(rail.buttons) == [
        "requests",
        "history",
        "compare",
        "tokens",
        "vault",
        "mocklab",
        "settings",
    ]
    assert all(button.accessibleName() for button in rail.buttons.values())


def test_a_click_runs_its_command_and_does_not_light_it(rail, panel_tools, qtbot):
    ran = []
    panel_tools.actions.provide("settings", lambda _: ran.append(1))
    qtbot.mouseClick(rail.buttons["settings"], Qt.MouseButton.LeftButton)
    assert ran == [1]
    assert not rail.buttons["settings"].isChecked()


def test_one_place_is_lit(rail, light):
    rail.light("mocklab")
    assert [name for name, button in rail.buttons.items() if button.isChecked()] == ["mocklab"]
    image = rail.buttons["mocklab"].grab().toImage()
    assert image.pixelColor(28, 3) == light.colour("surface")


def test_settings_stand_at_the_foot(rail):
    assert rail.buttons["settings"].y() > 500
    assert [name for name, place in rail_places().items() if place.foot] == ["settings"]


def test_it_is_72_points_wide_and_grows(rail, light):
    assert rail.width() == 72
    light.set_percent(150)
    assert rail.width() == 108
