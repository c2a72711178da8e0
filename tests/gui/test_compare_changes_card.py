"""What changed is listed step by step; what can be tried alone has a button."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.compare.changes_card import ChangesCard
from inspector.gui.compare.compare_page import compute
from inspector.gui.widgets.buttons import Button
from tests.gui.compare_samples import columns


@pytest.fixture
def card(light, qtbot):
    made = ChangesCard(light)
    qtbot.addWidget(made)
    return made


def _texts(card):
    return [label.text() for label in card.findChildren(QLabel)]


def test_steps_and_changes_are_said(card):
    card.show_steps(compute(columns(), ()), frozenset())
    assert "401 to 200: accepted now" in _texts(card)
    assert "renewed token" in _texts(card)
    assert not card.findChildren(Button)


def test_a_change_can_be_tried_alone(card, qtbot):
    card.show_steps(compute(columns(), ()), frozenset({(0, "token-renewed")}))
    (button,) = card.findChildren(Button)
    assert button.accessibleName() == "Try alone: renewed token"
    with qtbot.waitSignal(card.try_asked) as asked:
        button.click()
    assert asked.args == [0, "token-renewed"]


def test_the_same_request_has_no_change(card):
    one = columns()[0]
    card.show_steps(compute((one, one), ()), frozenset())
    assert "Nothing that was sent differs." in _texts(card)
