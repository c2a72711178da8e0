"""The first page: six cards, one box, one filled button."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.start.start_page import DemoCard, PasteBox, StartPage
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
    tokens = given(panel_tools, "show-tokens")
    page.box.open.click()
    for name in ("New request", "Import a collection", "Inspect a token"):
        next(each for each in page.findChildren(Button) if each.accessibleName() == name).click()
    assert (len(opened), len(new), len(tokens)) == (2, 1, 1)


def test_the_words_of_the_page(page):
    texts = [label.text() for label in page.findChildren(Label)]
    assert "Why did you get a 401?" in texts
    assert "Runs on this computer only" in texts


def test_a_small_window_scrolls(page, qtbot):
    page.resize(420, 300)
    qtbot.waitUntil(lambda: len({card.x() for card in page.cards}) == 1)
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0


# ---------------- A demo card: click, Enter and Space run it
@pytest.fixture
def card(light, qtbot):
    made = DemoCard(light, "Expired token", "The access token ended.", "timer-off")
    qtbot.addWidget(made)
    made.resize(260, 90)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_run_it(card, qtbot, key):
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)


def test_a_click_runs_it(card, qtbot):
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_it_is_named_and_described(card):
    assert card.accessibleName() == "Expired token"
    assert card.accessibleDescription() == "The access token ended."


def test_it_is_painted(card, light):
    image = card.grab().toImage()
    assert image.pixelColor(130, 80) == light.colour("surface")
    accent = light.colour("accent")
    assert any(image.pixelColor(x, y) == accent for x in range(15, 36) for y in range(15, 36))


def test_it_grows_with_the_text(card, light):
    before = card.sizeHint().height()
    light.set_percent(200)
    assert card.sizeHint().height() == 2 * before


# ---------------- The paste box: guesses while one types, diagnoses on demand
@pytest.fixture
def box(panel_tools, qtbot):
    made = PasteBox(panel_tools.theme, panel_tools.background)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_it_recognises(box, qtbot):
    usual = box.hint.text()
    box.edit.setPlainText('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="x"\n\n')
    qtbot.waitUntil(lambda: box.hint.text() != usual)
    guessed = box.hint.text()
    box.edit.setPlainText("no such thing")
    qtbot.waitUntil(lambda: box.hint.text() not in {usual, guessed})
    box.edit.clear()
    assert box.hint.text() == usual


def test_the_button_gives_the_text(box, qtbot):
    box.edit.setPlainText("curl http://x")
    with qtbot.waitSignal(box.diagnose) as caught:
        box.button.click()
    assert caught.args == ["curl http://x"]


def test_ctrl_enter_does_as_well(box, qtbot):
    box.edit.setPlainText("curl http://x")
    with qtbot.waitSignal(box.diagnose):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_empty_box_diagnoses_nothing(box, qtbot):
    with qtbot.assertNotEmitted(box.diagnose):
        box.button.click()


def test_enter_alone_is_a_new_line(box, qtbot):
    with qtbot.assertNotEmitted(box.diagnose):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert box.edit.toPlainText() == "\n"


def test_files_are_asked_for(box, qtbot):
    with qtbot.waitSignal(box.open_asked):
        box.open.click()
