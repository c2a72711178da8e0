"""Every control of every screen is reached by Tab, once, and is large enough to be hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.compose.request_pane import RequestPane
from tests.fixtures.looking_back import show
from tests.fixtures.screens import OPENING
from tests.house._keyboard import left_out, pressed, small, walked
from tests.house._shown import shown


def _problems(driver):
    for _ in range(2):
        QApplication.processEvents()
    walk = walked(driver.window)
    return [*walk.problems, *left_out(driver.window, walk.gone), *small(driver.window)]


def test_tab_reaches_everything(driver):
    found = {}
    for part in range(5):
        shown(driver.window, RequestPane)[0].show_part(part)
        found["request", part] = _problems(driver)
    for command in OPENING:
        driver.run(command)
        found[command] = _problems(driver)
    assert not {where: problems for where, problems in found.items() if problems}


@pytest.mark.parametrize("state", ["token, edited", "matrix, asking", "log, kept", "recording"])
def test_what_has_the_focus_is_in_sight_with_large_text(driver, state, tmp_path):
    driver.program.tools.theme.set_percent(200)
    driver.window.resize(1180, 760)
    show(driver, state, tmp_path)
    assert not driver.window.focusWidget().visibleRegion().isEmpty()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert not pressed(driver, key).problems


def test_tab_goes_from_rail_to_status_bar(driver):
    window = driver.window
    parts = (window.rail, window.sidebar, window.area, window.status)
    gone = walked(window).gone
    on_rail = [window.rail.isAncestorOf(each) for each in gone]
    # The walk may have begun on the rail: it is turned to where the rail begins.
    first = next(at for at, is_here in enumerate(on_rail) if is_here and not on_rail[at - 1])
    turned = gone[first:] + gone[:first]
    places = [
        next(at for at, part in enumerate(parts) if part.isAncestorOf(each)) for each in turned
    ]
    assert places == sorted(places)
    names = [each.objectName() for each in turned]
    order = ("method_choice", "url_edit", "send_button", "auth_type", "reply_tabs", "body_tree")
    found = [names.index(name) for name in order]
    assert found == sorted(found)
