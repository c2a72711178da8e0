"""The first page: six cards, one box, one filled button."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.start.start_page import StartPage
from inspector.gui.state.documents import Document
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label


@pytest.fixture
def page(panel_tools, qtbot):
    made = StartPage(Document("start", "Start"), panel_tools)
    qtbot.addWidget(made)
    made.resize(1140, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def given(panel_tools, command):
    got = []
    panel_tools.actions.provide(command, got.append)
    return got


def test_enter_alone_runs_the_first_card(page, panel_tools, qtbot):
    got = given(panel_tools, "demo")
    qtbot.waitUntil(page.cards[0].hasFocus)
    qtbot.keyClick(page.cards[0], Qt.Key.Key_Return)
    assert got == ["expired-token"]


def test_six_cards_in_two_rows(page):
    assert len(page.cards) == 6
    assert len({card.y() for card in page.cards}) == 2


def test_each_card_runs_its_own(page, panel_tools, qtbot):
    got = given(panel_tools, "demo")
    for card in page.cards:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert len(set(got)) == 6


def test_the_box_is_opened_for_what_it_holds(page, panel_tools):
    got = given(panel_tools, "paste-anything")
    page.box.edit.setPlainText("curl http://x")
    page.box.button.click()
    assert got == ["curl http://x"]


def test_buttons_lead_on(page, panel_tools):
    opened, new = given(panel_tools, "open-file"), given(panel_tools, "new-tab")
    page.box.open.click()
    next(
        each for each in page.findChildren(Button) if each.accessibleName() == "New request"
    ).click()
    assert (len(opened), len(new)) == (1, 1)


def test_the_words_of_the_page(page):
    texts = [label.text() for label in page.findChildren(Label)]
    assert "Why did you get a 401?" in texts
    assert "Runs on this computer only" in texts


def test_a_small_window_scrolls(page, qtbot):
    page.resize(420, 300)
    qtbot.waitUntil(lambda: len({card.x() for card in page.cards}) == 1)
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0
