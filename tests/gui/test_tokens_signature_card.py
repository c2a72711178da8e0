"""The card says what a check found and asks for another key."""

import pytest

from inspector.annotate.tokens.signatures import Signature, check
from inspector.gui.tokens.signature_card import SignatureCard
from tests.gui.token_samples import SECRET, token


@pytest.fixture
def card(light, qtbot):
    made = SignatureCard(light)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_unchecked(card):
    assert card.title.text() == "Signature not checked"
    assert not card.key.isVisible()


@pytest.mark.parametrize(("secret", "title"), [(SECRET, "is valid"), ("other", "is wrong")])
def test_it_shows_what_was_found(card, secret, title):
    card.show_signature(check(token(), secret))
    assert title in card.title.text()
    assert card.text.text()


def test_a_key_can_be_given(card, qtbot):
    card.other.click()
    assert card.key.isVisible()
    card.key.setPlainText(f" {SECRET} ")
    with qtbot.waitSignal(card.key_given) as given:
        card.check.click()
    assert given.args == [SECRET]


def test_keys_are_fetched_only_on_a_click_and_where_there_is_an_address(card, qtbot):
    card.allow_fetching("")
    assert not card.fetch.isVisible()
    card.allow_fetching("login.example.com")
    assert "login.example.com" in card.fetch.toolTip()
    with qtbot.waitSignal(card.fetch_asked):
        card.fetch.click()


def test_every_state_has_an_icon_of_its_own(card):
    pictures = []
    for state in ("valid", "invalid", "unchecked"):
        card.show_signature(Signature(state=state, title="t", text="x"))
        pictures.append(card._icon.pixmap().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
