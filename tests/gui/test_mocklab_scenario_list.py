"""The list paints every scenario and tells the chosen one."""

from PySide6.QtCore import Qt

from inspector.gui.mocklab.mocklab_page import ScenarioList
from inspector.presentation.practice.scenario_entries import ScenarioEntry

ENTRIES = (
    ScenarioEntry(
        "one", "One", "What the server does, in more words than two lines hold. " * 3, "F", "ban"
    ),
    ScenarioEntry("two", "Two", "Short.", "F", "cookie"),
)


def _list(qtbot, theme):
    made = ScenarioList(theme)
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show_entries(ENTRIES)
    made.show()
    return made


def test_the_first_is_chosen_and_the_keys_lead_on(qtbot, light):
    listed = _list(qtbot, light)
    assert listed.chosen.slug == "one"
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert listed.chosen.slug == "two"
    assert listed.plain.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Short."


def test_the_chosen_row_differs_from_the_others(qtbot, light):
    listed = _list(qtbot, light)
    listed.clearFocus()
    picture = listed.viewport().grab().toImage()
    row = listed.visualRect(listed.plain.index(0, 0))
    assert picture.pixelColor(6, row.center().y()) == light.colour("accent_soft")
    other = listed.visualRect(listed.plain.index(1, 0))
    assert picture.pixelColor(6, other.center().y()) != light.colour("accent_soft")


def test_rows_grow_with_the_font(qtbot, light):
    listed = _list(qtbot, light)
    before = listed.visualRect(listed.plain.index(0, 0)).height()
    light.set_percent(200)
    qtbot.waitUntil(lambda: listed.visualRect(listed.plain.index(0, 0)).height() == 2 * before)


def test_without_entries_nothing_is_chosen(qtbot, light):
    empty = ScenarioList(light)
    qtbot.addWidget(empty)
    assert empty.chosen is None
