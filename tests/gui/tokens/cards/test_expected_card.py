"""What the API expects is prefilled, and every key stroke counts."""

import pytest
from PySide6.QtTest import QTest

from inspector.annotate.tokens.expected import Expected, expected_by
from inspector.gui.tokens.cards.expected_card import ExpectedCard
from inspector.presentation.tokens.check_words import Late
from tests.gui.token_samples import NOW, exchange, token


@pytest.fixture
def card(panel_tools, qtbot):
    made = ExpectedCard(panel_tools)
    qtbot.addWidget(made)
    return made


def test_it_begins_with_what_the_challenge_says(card):
    card.show_expected(expected_by(exchange(token())))
    assert card.form.main("scope").text() == "read write"
    assert card.expected.server == NOW


def test_typing_changes_what_is_expected(card, qtbot):
    card.show_expected(Expected())
    with qtbot.waitSignal(card.changed):
        QTest.keyClicks(card.form.main("audience"), "o")
    assert card.expected.audience == "o"
    with qtbot.waitSignal(card.changed):
        card.form.main("leeway").setValue(5)
    assert card.expected.leeway == 5


def test_each_field_is_signed_with_how_its_check_went(card):
    card.show_expected(Expected(audience="a", scope="s"))
    card.show_checks({"audience": "good", "scope": "bad"}, Late("60 s allowed", "info"))
    signs = {name: sign for name, sign in card._signs.items() if not sign.isHidden()}
    assert {name: sign.toolTip() for name, sign in signs.items()} == {
        "audience": "Matches",
        "scope": "Does not match",
    }
    assert card.form.main("scope").accessibleDescription() == "Does not match"
    assert card.form.main("issuer").accessibleDescription() == ""
    pictures = [sign.pixmap().toImage() for sign in signs.values()]
    assert pictures[0] != pictures[1]


def test_the_lateness_is_said_beside_the_leeway(card):
    card.show_checks({}, Late("60 s allowed, the token is 27 min 29 s late", "bad"))
    assert card.late.text().endswith("late")
    assert card.late.property("role") == "error"


def test_what_the_exchange_tells_can_be_brought_back(card, qtbot):
    card.show_expected(expected_by(exchange(token())))
    card.form.enter("scope", "other")
    card.form.main("leeway").setValue(5)
    with qtbot.waitSignal(card.changed):
        card.read.click()
    assert card.expected.scope == "read write"
    assert card.expected.leeway == 5


def test_a_pasted_token_has_nothing_to_read(card):
    card.show_expected(Expected())
    assert card.read.isHidden()


def test_the_issuer_that_describes_itself_is_taken_where_none_is_expected(card, qtbot):
    card.show_expected(Expected())
    with qtbot.waitSignal(card.changed):
        card.suggest_issuer("https://login.example.com")
    assert card.expected.issuer == card.expected.discovered == "https://login.example.com"
    card.form.enter("issuer", "other")
    card.suggest_issuer("https://login.example.com")
    assert card.expected.issuer == "other"


def test_the_api_is_asked_only_on_a_click(card, qtbot):
    told = Expected(sent=NOW, metadata="https://api.example.com/meta")
    with qtbot.assertNotEmitted(card.metadata_asked):
        card.show_expected(told)
    assert "api.example.com" in card.read.toolTip()
    with qtbot.waitSignal(card.metadata_asked) as asked:
        card.read.click()
    assert asked.args == ["https://api.example.com/meta"]
