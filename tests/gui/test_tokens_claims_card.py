"""Claims as table, as JSON, as they came; the closing line says what to change."""

import json

import pytest

from inspector.annotate.tokens import decode
from inspector.gui.tokens.claims_card import ClaimsCard
from tests.gui.token_samples import token


@pytest.fixture
def card(light, qtbot):
    made = ClaimsCard(light)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_signed_token_can_be_read_in_three_ways(card):
    text = token()
    card.show_token(decode(text), text)
    assert json.loads(card.json.toPlainText())["payload"]["aud"] == "orders"
    assert text not in card.raw.toPlainText()
    assert card.count.text().endswith("pass")
    assert card.tabs.isTabVisible(1)


def test_another_text_has_no_json(card):
    card.show_token(decode("opaque-value-123456"), "")
    assert not card.tabs.isTabVisible(1)


def test_the_closing_line_hides_when_empty(card):
    card.show_closing("Only exp fails.")
    assert card.closing.isVisible()
    card.show_closing("")
    assert not card.closing.isVisible()
