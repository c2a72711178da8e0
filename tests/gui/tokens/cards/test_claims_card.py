"""Claims as table, as JSON, as they came; the closing line says what to change."""

import json

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.annotate.tokens import decode
from inspector.gui.tokens.cards.claims_card import ClaimsCard
from inspector.protocol.tokens import jose
from tests.gui.token_samples import token


@pytest.fixture
def card(light, qtbot):
    made = ClaimsCard(light)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_signed_token_can_be_read_in_three_ways(card):
    text = token()
    card.show_token(decode(text), jose.read(text))
    card.tabs.setCurrentIndex(1)
    assert json.loads(card.field(1).toPlainText())["payload"]["aud"] == "orders"
    card.tabs.setCurrentIndex(2)
    assert text not in card.field(2).toPlainText()
    assert card.field(2).isVisible()
    assert card.count.text().endswith("pass")
    assert card.tabs.isTabVisible(1)


def test_the_texts_are_made_when_they_are_shown(card):
    text = token()
    card.show_token(decode(text), jose.read(text))
    assert card._fields == {}
    card.tabs.setCurrentIndex(1)
    assert list(card._fields) == [1]


def test_another_text_has_no_json(card):
    text = token()
    card.show_token(decode(text), jose.read(text))
    card.tabs.setCurrentIndex(1)
    card.show_token(decode("opaque-value-123456"), None)
    assert not card.tabs.isTabVisible(1)
    assert card.tabs.currentIndex() == 0
    assert card.field(1).toPlainText() == ""


def test_the_signature_has_a_card_of_its_own(card):
    text = token()
    card.show_token(decode(text), jose.read(text))
    titles = [row.cells[0].text for row in card.claims.plain.rows]
    assert titles == ["Header", "Payload"]


def test_the_closing_line_hides_when_empty(card):
    card.show_closing("Only exp fails.")
    assert card.closing.isVisible()
    card.show_closing("")
    assert not card.closing.isVisible()


def test_few_rows_take_little_room_and_a_text_all(light, qtbot):
    pane, card, text = QWidget(), ClaimsCard(light), token()
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.addWidget(card, 1)
    column.addStretch(0)
    pane.resize(500, 900)
    card.show_token(decode(text), jose.read(text))
    pane.show()
    qtbot.waitUntil(lambda: card.claims.height() == card.claims.whole_height)
    assert card.height() < 500
    card.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: card.field(2).height() > 500)
