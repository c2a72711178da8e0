"""The command palette: typing, walking, running, closing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.gui.state.actions import Offer
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.palette import (
    MOST,
    Palette,
    PaletteEntry,
    best,
    command_entries,
    environment_entries,
    score,
    tab_entries,
)
from inspector.model.collection import Environment
from inspector.model.request import Request


@pytest.fixture
def scene(panel_tools, qtbot):
    ran = []
    for name in ("save", "new-tab", "settings"):
        panel_tools.actions.provide(name, lambda _, name=name: ran.append(name))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    palette = Palette(panel_tools, window)
    panel_tools.actions.provide("palette", lambda _: palette.open())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    panel_tools.actions.run("palette")
    return palette, ran


def test_it_opens_with_the_focus_in_its_field(scene):
    palette, _ran = scene
    assert palette.isVisible()
    assert palette.edit.hasFocus()
    assert palette.edit.objectName() == "palette_edit"
    assert palette.titles() == ["New request", "Save", "Settings"]


def test_typing_and_enter_run_the_best(scene, qtbot):
    palette, ran = scene
    qtbot.keyClicks(palette.edit, "sett")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == ["settings"]
    assert palette.isHidden()
    assert palette._tools.actions.recent == ("settings",)


def test_arrows_walk(scene, qtbot):
    palette, ran = scene
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    qtbot.keyClick(palette.edit, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == ["settings"]


def test_escape_closes_without_running(scene, qtbot):
    palette, ran = scene
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert ran == []


def test_the_focus_goes_back_where_it_was(scene, qtbot):
    palette, _ran = scene
    field = QLineEdit(palette.parentWidget())
    field.show()
    palette.hide()
    field.setFocus()
    palette.open()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_a_click_runs(scene, qtbot):
    palette, ran = scene
    palette.list.clicked.emit(palette.list.plain.index(1, 0))
    assert ran == ["save"]


def test_recent_ones_come_first_next_time(scene, qtbot, panel_tools):
    palette, _ran = scene
    panel_tools.actions.run("save")
    palette.open()
    assert palette.titles()[0] == "Save"


def test_what_panels_offer_is_listed(scene, panel_tools, qtbot):
    palette, ran = scene
    panel_tools.actions.offer(
        lambda: [Offer("r:1", "List orders", "saved", lambda: ran.append("opened"))]
    )
    palette.edit.setText("orders")
    assert palette.titles() == ["List orders"]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == ["opened"]


def test_nothing_fits_and_enter_does_nothing(scene, qtbot):
    palette, ran = scene
    qtbot.keyClicks(palette.edit, "zzzz")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == []
    assert palette.isVisible()


def test_what_was_recent_is_restored(scene):
    palette, _ran = scene
    palette._tools.actions.restore_recent([str(number) for number in range(50)])
    assert len(palette._tools.actions.recent) == 12


# ---------------- What the palette offers, and in which order
def entry(name):
    return PaletteEntry(name, name, "", "", lambda: None)


def names(entries):
    return [each.id for each in entries]


def test_recent_ones_come_first():
    entries = [entry(name) for name in ("a", "b", "c")]
    assert names(best(entries, "", ("c", "b"))) == ["c", "b", "a"]


def test_letters_choose():
    entries = [entry(name) for name in ("Open file", "Close tab", "Quit")]
    assert names(best(entries, "clo", ())) == ["Close tab"]


def test_not_more_than_can_be_read():
    assert len(best([entry(str(number)) for number in range(500)], "", ())) == MOST


def test_only_commands_that_can_be_carried_out(panel_tools):
    assert command_entries(panel_tools) == []
    ran = []
    panel_tools.actions.provide("save", ran.append)
    (only,) = command_entries(panel_tools)
    only.run()
    assert (only.id, only.keys, ran) == ("save", "Ctrl+S", [None])


def test_tabs_and_environments(panel_tools):
    for name in ("one", "two"):
        panel_tools.tabs.open(RequestDocument(Request(name=name)))
    panel_tools.environments.replace((Environment(name="Staging"), Environment(name="Live")))
    tab_entries(panel_tools)[0].run()
    environment_entries(panel_tools)[0].run()
    assert panel_tools.tabs.active.title == "one"
    assert panel_tools.environments.active_name == "Staging"
    assert tab_entries(panel_tools)[0].title == "GET one"


# ---------------- A few letters find what is meant
@pytest.mark.parametrize("typed", ["set", "sttngs", "SETTINGS", "s e t"])
def test_letters_in_order_fit(typed):
    assert score(typed, "Settings") > 0


@pytest.mark.parametrize("typed", ["", "  ", "x", "gnittes", "settingss"])
def test_others_do_not(typed):
    assert score(typed, "Settings") == 0


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("op", "Open file", "Stop"),
        ("of", "Open file", "Choose a folder of files"),
        ("send", "Send", "Response below, notes, done"),
        ("nt", "Next tab", "Environment"),
    ],
)
def test_starts_of_words_and_rows_of_letters_count_more(typed, better, worse):
    assert score(typed, better) > score(typed, worse)
