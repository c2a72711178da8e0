"""The question before a risky experiment: Cancel has the focus, and nothing waits for it."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.experiments.experiments_page import ConsentCard
from tests.gui import trial_samples as trials


@pytest.fixture
def card(qtbot, light):
    made = ConsentCard(light)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.ask(trials.plan("fresh-token"), ("It uses up a token.",), "2 requests, GET")
    return made


def test_it_says_what_and_what_could_happen(card):
    assert card.isVisible()
    assert card.accessibleName() == (
        "Run “Fresh token”? It costs 2 requests, GET. Asks https://login.example.com/oauth2/token "
        "for a token, then sends yours with it. It uses up a token."
    )


def test_agreeing_names_the_experiment_once(card, qtbot):
    with qtbot.waitSignal(card.agreed) as agreed:
        qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert agreed.args == ["fresh-token"]
    assert card.isHidden()
    assert card.asked == ""


@pytest.mark.parametrize("way", ["button", "escape"])
def test_cancelling_sends_nothing(card, qtbot, way):
    with qtbot.waitSignal(card.closed), qtbot.assertNotEmitted(card.agreed):
        if way == "button":
            qtbot.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_cancel_has_the_focus(card, qtbot):
    qtbot.waitExposed(card)
    card.activateWindow()
    qtbot.waitUntil(card.cancel.hasFocus)
