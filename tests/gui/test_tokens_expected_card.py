"""What the API expects is prefilled, and every key stroke counts."""

import pytest
from PySide6.QtTest import QTest

from inspector.annotate.tokens.expected import Expected, expected_by
from inspector.gui.tokens.expected_card import ExpectedCard
from tests.gui.token_samples import NOW, exchange, token


@pytest.fixture
def card(light, qtbot):
    made = ExpectedCard(light)
    qtbot.addWidget(made)
    return made


def test_it_begins_with_what_the_challenge_says(card):
    card.show_expected(expected_by(exchange(token())))
    assert card.fields["scope"].text() == "read write"
    assert card.expected.server == NOW


def test_typing_changes_what_is_expected(card, qtbot):
    card.show_expected(Expected())
    with qtbot.waitSignal(card.changed):
        QTest.keyClicks(card.fields["audience"], "o")
    assert card.expected.audience == "o"
    with qtbot.waitSignal(card.changed):
        card.leeway.setValue(5)
    assert card.expected.leeway == 5
