"""The panel keeps the view in step with the answer and the choices."""

import pytest

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
