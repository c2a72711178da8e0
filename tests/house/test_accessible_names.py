"""Every control has a name for screen readers, and no button is clipped at any font size."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from inspector.gui.compose.request_pane import OPTIONS, RequestPane
from inspector.gui.widgets.tabs import UnderlineTabs
from inspector.mocklab.practice import cards
from tests.fixtures.screens import OPENING
from tests.house._accessible_names import each_tab, unnamed
from tests.house._large_text import cut_buttons
from tests.house._shown import shown


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.qtbot.waitUntil(lambda: made.program.tools.actions.can_run("save"))
    return made


def _each_screen(driver):
    """Show one screen after the other; yield its name and the window to look at."""
    yield "request", driver.window
    yield from _each_part(driver)
    for command in ("export", "save"):
        driver.run(command)
        yield command, _dialog(driver)
        _dialog(driver).close()
    for name in OPENING:
        driver.run(name)
        QApplication.processEvents()
        yield name, driver.window
        yield from each_tab(driver, name)


def _each_part(driver):
    yield from each_tab(driver, "request")
    for pane in shown(driver.window, RequestPane):
        pane.show_part(OPTIONS)
        QApplication.processEvents()
        yield "options", driver.window


def _dialog(driver):
    def dialogs():
        every = QApplication.topLevelWidgets()
        return [each for each in every if isinstance(each, QDialog) and each.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(dialogs()))
    return dialogs()[0]


def _found(driver, look):
    return {screen: bad for screen, window in _each_screen(driver) if (bad := list(look(window)))}


def test_every_control_has_a_name(driver):
    assert not _found(driver, unnamed)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(driver, percent):
    driver.program.tools.theme.set_percent(percent)
    for _ in range(3):  # a scroll bar that appears takes its room a turn later
        QApplication.processEvents()
    assert not _found(driver, cut_buttons)


def test_no_tab_and_no_button_of_an_answer_is_clipped(driver):
    window, bad = driver.window, []
    for card in cards():
        driver.answer(lambda slug=card.slug: driver.run("demo", slug))
        for size in ((1440, 900), (1180, 760)):
            window.resize(*size)
            driver.settle()
            bad += [(card.slug, size, each) for each in (*cut_buttons(window), *_cut_tabs(driver))]
    assert not bad


def _cut_tabs(driver):
    for bar in shown(driver.window, UnderlineTabs):
        if bar.tabRect(bar.count() - 1).right() > bar.width() or bar.tabRect(0).left() < 0:
            yield bar.accessibleName()
