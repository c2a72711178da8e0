"""The steps of a sign-in beside an answer."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.reply_tabs import BODY, EXCHANGE, SIGN_IN
from inspector.presentation.exchange.status_words import status_words
from inspector.presentation.tokens.parties import parties
from inspector.presentation.tokens.sign_in_steps import sign_in_steps
from inspector.workbench.answer import answer
from tests.fixtures.sign_ins import by_device, refused, signed_in


@pytest.fixture
def body(qtbot, panel_tools):
    made = AnswerBody(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    return made


def _show(body, attempt):
    found = answer(attempt)
    body.show_answer(found, len(attempt.exchanges) - 1)
    return found


def test_steps_stand_over_the_tabs_while_nothing_is_wrong(body, qtbot):
    _show(body, signed_in())
    steps = body.steps.list
    assert body.steps.isVisible()
    assert not body.tabs.tabs.isTabVisible(SIGN_IN)
    assert steps.model_.rowCount() == 4
    assert steps.currentIndex().row() == 3
    qtbot.keyClick(steps, Qt.Key.Key_Up)
    steps.activated.emit(steps.currentIndex())
    assert body.tabs.entry == 3
    assert body.tabs.tabs.currentIndex() == EXCHANGE


def test_steps_are_a_tab_below_a_verdict(body):
    found = _show(body, refused())
    assert found.verdict.is_told
    assert not body.steps.isVisible()
    assert body.tabs.tabs.isTabVisible(SIGN_IN)
    assert body.tabs.tabs.currentIndex() == EXCHANGE
    body.tabs.tabs.setCurrentIndex(SIGN_IN)
    assert body.tabs.steps.isVisible()
    _show(body, signed_in())
    assert body.tabs.tabs.currentIndex() == BODY  # as a success does


def test_a_tab_without_steps_is_never_turned_to(body):
    _show(body, signed_in())
    body.tabs.tabs.setCurrentIndex(SIGN_IN)
    assert body.tabs.tabs.currentIndex() == EXCHANGE
    assert body.tabs.exchange.isVisible()


def test_a_narrow_list_has_one_line_a_step_and_the_chosen_one_open(body):
    body.resize(480, 700)
    _show(body, by_device())
    steps = body.steps.list
    assert steps.is_narrow
    heights = [steps.visualRect(steps.model_.index(row)).height() for row in range(5)]
    assert heights[-1] > heights[0]
    assert len(set(heights[:-1])) == 1


def test_the_pill_says_that_the_api_was_not_called():
    words = status_words(refused().exchanges[-1])
    assert words.pill == "Token request refused, 401"
    assert words.facts[-1] == "API not called"


def test_the_strip_says_whose_fault_it_is(body):
    found = _show(body, refused())
    strip = body.card.parties
    assert strip.isVisible()
    shown = parties(found.attempt, found.verdict, sign_in_steps(found.attempt, found.verdict))
    assert [party.name for party in shown] == ["You", "login.example.com", "api.example.com"]
    assert [party.guilty for party in shown] == [True, False, False]
    assert strip.accessibleName() == (
        "You: A setting is wrong, at fault; login.example.com: Refused rightly; "
        "api.example.com: Not asked"
    )
    assert body.card._headline.text().startswith("Token step: ")
    body.show_answer(answer(signed_in()), 4)
    assert not strip.isVisible()


def test_the_strip_stacks_where_there_is_no_room(body):
    _show(body, refused())
    strip = body.card.parties
    high = strip.sizeHint().height()
    strip.resize(240, high)
    assert strip.stacked
    assert strip.sizeHint().height() > 2 * high
