"""What is hidden can be read for 20 seconds; parts are lit by pointing at their names."""

import pytest

from inspector.annotate.tokens import decode
from inspector.gui.state.choices import Choices
from inspector.gui.tokens.encoded_card import EncodedCard
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
