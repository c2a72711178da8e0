"""Header and claims are edited as text; signing needs a key."""

import pytest
from PySide6.QtGui import QTextOption

from inspector.gui.tokens.token_editing import EditCard
from inspector.gui.widgets.buttons import Button
from inspector.model.secret import SecretRef


@pytest.fixture
def card(panel_tools, qtbot):
    made = EditCard(panel_tools)
    qtbot.addWidget(made)
    made.edit('{"alg": "HS256"}', '{"aud": "x"}')
    return made


def _button(card, text):
    return next(each for each in card.findChildren(Button) if text in each.text())


def test_signing_hands_over_all_three(card, qtbot):
    card.key.setPlainText(" secret ")
    with qtbot.waitSignal(card.send_asked) as asked:
        _button(card, "Sign and resend").click()
    assert asked.args == ['{"alg": "HS256"}', '{"aud": "x"}', "secret"]


def test_without_a_key_it_says_so(card, qtbot):
    _button(card, "Sign and resend").click()
    assert "Give the key" in card.problem.text
    with qtbot.waitSignal(card.send_asked) as asked:
        _button(card, "Keep the signature").click()
    assert asked.args[2] == ""
    assert not card.problem.text  # it goes out: nothing is wrong any more


def test_a_long_line_does_not_hold_up_the_window(card):
    """Qt's usual way to wrap takes a minute for a million letters without an end of a word."""
    way = QTextOption.WrapMode.WrapAnywhere
    assert {card.header.wordWrapMode(), card.claims.wordWrapMode(), card.key.wordWrapMode()} == {
        way
    }


def test_it_can_be_left(card, qtbot):
    with qtbot.waitSignal(card.closed):
        _button(card, "Cancel").click()


def test_a_key_of_the_vault_is_named_and_never_shown(card, qtbot):
    ref = SecretRef(place="memory", name="signing")
    card.key.setPlainText("typed")
    card.kept.chosen.emit(ref, "signing")
    assert card.key.toPlainText() == ""
    assert card.key.placeholderText() == "signing, from the vault"
    with qtbot.waitSignal(card.send_asked) as asked:
        _button(card, "Sign and resend").click()
    assert asked.args[2] == ref
    card.key.setPlainText("typed")
    with qtbot.waitSignal(card.send_asked) as asked:
        _button(card, "Sign and resend").click()
    assert asked.args[2] == "typed"


def test_claims_have_more_room_than_header_and_key(card):
    card.resize(480, 200)
    card.show()
    assert card.claims.minimumHeight() > card.header.height() > card.key.height()
