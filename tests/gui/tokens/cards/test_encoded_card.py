"""What is hidden can be read for 20 seconds; parts are lit by pointing at their names."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from inspector.annotate.tokens import decode
from inspector.gui.state.choices import Choices
from inspector.gui.tokens.cards.encoded_card import EncodedCard, EncodedView
from tests.gui.token_samples import token

TEXT = token()


@pytest.fixture
def choices():
    return Choices()


@pytest.fixture
def card(light, choices, qtbot):
    made = EncodedCard(light, choices, lambda: TEXT)
    qtbot.addWidget(made)
    made.show_token(decode(TEXT).masked)
    made.show()
    return made


def test_the_token_is_readable_only_while_it_is_revealed(card):
    assert TEXT not in card.view.toPlainText()
    assert card._state.text() == "Signature hidden, safe to screenshot"
    card.link.click()
    assert card.view.toPlainText() == TEXT
    assert card.link.text() == "Hide"
    card.reveal.timer.stop()
    card.reveal.timer.timeout.emit()
    assert TEXT not in card.view.toPlainText()


def test_presentation_mode_hides_it_and_forbids_more(card, choices):
    card.toggle()
    choices.change(presentation=True)
    assert TEXT not in card.view.toPlainText()
    assert not card.link.isEnabled()
    choices.change(presentation=False)
    assert card.link.isEnabled()


def test_it_answers_the_command_that_reveals_the_focused_secret(card):
    assert card.property("holds_secret")
    card.toggle()
    assert card.reveal.on
    card.toggle()
    assert not card.reveal.on


def test_a_name_lights_its_part(card, qtbot):
    with qtbot.waitSignal(card.pointed) as pointed:
        card.chips["payload"].pointed.emit(True)
    assert pointed.args == ["payload"]
    with qtbot.waitSignal(card.pointed) as pointed:
        card.chips["payload"].pointed.emit(False)
    assert pointed.args == [""]
    card.light("payload")
    assert len(card.view.extraSelections()) == 1


def test_another_text_has_no_names_of_parts(card):
    card.show_token("••••••••••••")
    assert not any(chip.isVisible() for chip in card.chips.values())
    assert card._state.text() == "Secret hidden, safe to screenshot"


def test_what_is_damaged_is_marked_once_it_can_be_read(light, choices, qtbot):
    made = EncodedCard(light, choices, lambda: "eyJhbG%iOi.x")
    qtbot.addWidget(made)
    made.show_token("••••••••••••", (6, 7))
    assert made.view.extraSelections() == []
    made.toggle()
    assert made.view.extraSelections()[0].cursor.selectedText() == "%"


def test_what_is_damaged_is_marked_where_it_can_be_seen(light, choices, qtbot):
    made = EncodedCard(light, choices, lambda: "Bearer eyJhbG%iOi.x")
    qtbot.addWidget(made)
    made.show_token("eyJhbG%iOi.••••••••••••", (13, 14))
    assert made.view.extraSelections()[0].cursor.selectedText() == "%"


def test_it_says_aloud_whether_it_is_hidden(card):
    assert card.view.accessibleName() == "Encoded token, secrets hidden"
    card.toggle()
    assert card.view.accessibleName() == "Encoded token, readable now"


# ---------------- The encoded token has a colour for each part; what is pointed at is lit
NAMES = ("header", "payload", "signature")


@pytest.fixture
def view(light, qtbot):
    made = EncodedView(light)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_token(decode(token()).masked)
    made.show()
    return made


def test_each_part_has_its_colour(view, light):
    assert token() not in view.toPlainText()
    assert view.parts == NAMES
    at, colours = 0, []
    for piece in view.toPlainText().split("."):
        cursor = view.textCursor()
        cursor.setPosition(at + 1)
        colours.append(cursor.charFormat().foreground().color().name())
        at += len(piece) + 1
    assert colours == [light.colour(f"jwt_{name}").name() for name in NAMES]


def test_another_token_has_no_parts(view):
    view.show_token("••••••••••••")
    assert view.toPlainText() == "••••••••••••"
    assert view.parts == ()


def test_a_lit_part_is_bolder_and_only_that(view):
    view.light("payload")
    (lit,) = view.extraSelections()
    assert lit.cursor.selectedText() == view.toPlainText().split(".")[1]
    assert lit.format.fontWeight() > 400
    view.light("signature")
    (lit,) = view.extraSelections()
    assert lit.cursor.selectedText() == view.toPlainText().rpartition(".")[2]
    view.light("")
    assert view.extraSelections() == []


def test_the_pointer_tells_its_part(view, qtbot):
    told = []
    view.pointed.connect(told.append)
    QTest.mouseMove(view.viewport(), QPoint(5, 5))
    qtbot.waitUntil(lambda: told[-1:] == ["header"])


def test_the_cursor_tells_its_part(view, qtbot):
    told = []
    view.pointed.connect(told.append)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == "signature"
    view.clearFocus()
    assert told[-1] == ""


def test_a_very_long_part_is_cut_in_its_middle(view):
    view.show_token(f"eyJh.{'a' * 300_000}zz.x")
    assert len(view.toPlainText()) < 5000
    assert "zz.x" in view.toPlainText()
    assert view.parts == NAMES


def test_a_flaw_is_marked(view):
    view.show_token("eyJhbG%iOi.x", (6, 7))
    (marked,) = view.extraSelections()
    assert marked.cursor.selectedText() == "%"
    assert marked.format.fontUnderline()
    view.show_token("••••••••••••", None)
    assert view.extraSelections() == []


def test_what_only_looks_like_a_token_has_no_parts(view):
    view.show_token("eyJhIjoxfQ.aaa.bbb", coloured=False)
    assert view.parts == ()


def test_an_empty_part_has_no_name(view):
    view.show_token("eyJhbGciOiJub25lIn0.e30.")
    assert view.parts == ("header", "payload")
