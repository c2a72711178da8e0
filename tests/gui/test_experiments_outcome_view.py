"""The exchange of one experiment, with its remarks, and the ways back to the list."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.experiments.experiments_tab import OutcomeView
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


@pytest.fixture
def view(qtbot, panel_tools):
    made = OutcomeView(panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_outcome(trials.OUTCOMES[1])
    return made


def test_it_shows_what_was_sent_and_answered_with_remarks(view, qtbot):
    text = view.panel.view.toPlainText()
    assert "x-tried: garbage-credentials" in text
    assert samples.TOKEN not in text
    qtbot.waitUntil(lambda: any(line.notes for line in view.panel.lines))
    assert not any(line.pins for line in view.panel.lines)


def test_remarks_on_another_experiment_come_too_late(view, qtbot):
    view.show_outcome(trials.OUTCOMES[0])
    qtbot.waitUntil(lambda: any(line.notes for line in view.panel.lines))
    assert "x-tried: without-credentials" in view.panel.view.toPlainText()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_keys_lead_back(view, qtbot, key):
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.panel.view, key)


def test_the_button_leads_back(view, qtbot):
    with qtbot.waitSignal(view.left):
        qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)


def test_secrets_are_shown_when_that_is_chosen(view, panel_tools):
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert samples.TOKEN in view.panel.view.toPlainText()
