"""The panel keeps the view in step with the answer and the choices."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from inspector.gui.trace.exchange_panel import ExchangePanel
from tests.gui import answer_samples as samples


@pytest.fixture
def panel(qtbot, panel_tools):
    made = ExchangePanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _shown(panel):
    return {line.entry for line in panel.lines if line.number}


def test_secrets_are_shown_only_while_the_choice_says_so(panel, panel_tools):
    panel.show_answer(samples.expired())
    assert samples.TOKEN not in panel.view.toPlainText()
    panel_tools.choices.change(secrets_hidden=False)
    panel.renew()
    assert samples.TOKEN in panel.view.toPlainText()
    panel_tools.choices.change(secrets_hidden=True)
    panel.renew()
    assert samples.TOKEN not in panel.view.toPlainText()


def test_a_long_trace_is_filled_in_on_demand(panel, qtbot):
    panel.show_answer(samples.redirected(2_000))
    before = _shown(panel)
    assert len(before) < 20
    offer = next(line for line in panel.lines if line.action)
    with qtbot.waitSignal(panel.renumbered):
        panel.view.asked.emit(offer)
    assert len(_shown(panel)) > len(before)


def test_an_exchange_out_of_sight_is_added_when_picked(panel):
    panel.show_answer(samples.redirected(2_000))
    panel.show_entry(1000)
    assert 1000 in _shown(panel)
    assert panel.view.current_line().entry == 1000


def test_without_an_answer_it_is_empty(panel):
    panel.show_answer(None)
    assert panel.lines == ()
    assert panel.view.toPlainText() == ""


def _menu(panel, name):
    """Return the texts and actions of the menu at the line of that header."""
    line = next(at for at, line in enumerate(panel.lines) if line.name.lower() == name)
    cursor = QTextCursor(panel.view.document().findBlockByNumber(line))
    panel.view.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(panel.view, event)
    menu = panel.view.findChildren(QMenu)[-1]
    return {action.text().partition("\t")[0]: action for action in menu.actions()}, menu


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_token_opens_from_the_line_where_it_stands(panel, panel_tools, qtbot):
    chosen = []
    panel_tools.actions.provide("inspect-token", chosen.append)
    answer = samples.expired()
    panel.show_answer(answer)
    actions, menu = _menu(panel, "authorization")
    actions["Inspect the token in Authorization sent"].trigger()
    assert chosen[0].found.secret == samples.TOKEN
    assert chosen[0].exchange is answer.attempt.exchanges[0]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_challenge_opens_from_its_line_too(panel, panel_tools, qtbot):
    chosen = []
    panel_tools.actions.provide("inspect-token", chosen.append)
    panel.show_answer(samples.expired())
    actions, menu = _menu(panel, "www-authenticate")
    actions["Inspect the challenge in www-authenticate received"].trigger()
    assert chosen[0].found.text.startswith("www-authenticate: Bearer")
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_line_without_a_token_offers_the_usual_only(panel, qtbot):
    panel.show_answer(samples.expired())
    actions, menu = _menu(panel, "date")
    assert actions
    assert not [text for text in actions if "nspect" in text]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
