"""The tab through its states: nothing to try, offered, running, done; asked, opened, jumped to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.experiments.experiments_tab import ExperimentsTab
from inspector.presentation.experiments.tried import Tried
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


@pytest.fixture
def tab(qtbot, panel_tools):
    made = ExperimentsTab(panel_tools)
    qtbot.addWidget(made)
    made.resize(780, 420)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def offered(tab):
    tab.show_tried(trials.with_proof(), trials.tried(()))
    return tab


def _shown(tab):
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]


def test_where_nothing_can_be_tried_it_says_when_it_can(tab):
    tab.show_tried(samples.success(), Tried())
    assert "Nothing to try here" in _shown(tab)


def test_the_button_runs_all_safe_ones(offered, qtbot):
    assert offered.page.run.text().strip() == "Run all safe ones (4)"
    with qtbot.waitSignal(offered.run_asked) as asked:
        qtbot.mouseClick(offered.page.run, Qt.MouseButton.LeftButton)
    ids = ("without-credentials", "garbage-credentials", "signature-altered", "final-address")
    assert asked.args == [ids, frozenset()]


def test_while_it_runs_there_is_stop_instead(offered, qtbot):
    offered.show_tried(trials.with_proof(), trials.tried((), waiting=("final-address",)))
    assert offered.page.run.isHidden()
    with qtbot.waitSignal(offered.stop_asked):
        qtbot.mouseClick(offered.page.stop, Qt.MouseButton.LeftButton)


def test_the_first_row_is_the_own_request(offered):
    assert offered.list.rows[0].title == "Your request, unchanged"
    assert offered.list.rows[0].result[1] == "401"
    assert [row.pin for row in offered.list.rows[1:3]] == [3, 0]


def test_a_harmless_experiment_is_run_at_once(offered, qtbot):
    with qtbot.waitSignal(offered.run_asked) as asked:
        offered.list.run_asked.emit("final-address")
    assert asked.args == [("final-address",), frozenset()]


def test_one_that_needs_consent_is_asked_about_first(offered, qtbot):
    with qtbot.assertNotEmitted(offered.run_asked):
        offered.list.run_asked.emit("other-scheme")
    assert offered.consent.isVisible()
    assert "api.example.com may count it as a failed login" in offered.consent.accessibleName()
    with qtbot.waitSignal(offered.run_asked) as asked:
        qtbot.mouseClick(offered.consent.go, Qt.MouseButton.LeftButton)
    assert asked.args == [("other-scheme",), frozenset({"login-attempt", "production"})]


def test_the_question_is_gone_with_the_answer_it_was_about(offered, qtbot):
    offered.list.run_asked.emit("other-scheme")
    offered.show_tried(samples.untold(), trials.tried(()))
    assert offered.consent.isHidden()


def test_a_result_opens_its_exchange_and_leads_back(tab, qtbot):
    tab.show_tried(trials.with_proof(), trials.tried())
    tab.list.open_asked.emit("final-address")
    assert tab.outcome.isVisible()
    assert "x-tried: final-address" in tab.outcome.panel.view.toPlainText()
    tab.outcome.left.emit()
    assert tab.list.isVisible()
    qtbot.waitUntil(tab.list.hasFocus)


def test_a_result_that_comes_in_leaves_the_open_exchange_alone(tab):
    answer = trials.with_proof()
    tab.show_tried(answer, trials.tried(trials.OUTCOMES[:1], waiting=("final-address",)))
    tab.list.open_asked.emit("without-credentials")
    tab.show_tried(answer, trials.tried())
    assert tab.outcome.isVisible()


def test_a_jump_leaves_the_exchange_and_scrolls_to_the_row(tab, qtbot):
    tab.resize(780, 200)
    tab.show_tried(trials.with_proof(), trials.tried())
    tab.list.open_asked.emit("without-credentials")
    assert tab.jump("other-scheme")
    view = tab.page.roll.viewport()
    row = tab.list.visualRect(tab.list.currentIndex())

    def seen():
        top, bottom = (tab.list.mapTo(view, at).y() for at in (row.topLeft(), row.bottomLeft()))
        return top >= 0 and bottom < view.height()

    qtbot.waitUntil(seen)
    assert tab.list.flashed == "other-scheme"


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [440, 780])
def test_no_button_is_clipped(offered, qtbot, panel_tools, percent, width):
    panel_tools.theme.set_percent(percent)
    offered.resize(width, 420)
    offered.list.run_asked.emit("other-scheme")
    buttons = (offered.page.run, offered.consent.go, offered.consent.cancel)
    for button in buttons:
        qtbot.waitUntil(lambda each=button: each.width() >= each.sizeHint().width())
        right = button.mapTo(offered, button.rect().topRight()).x()
        assert right <= offered.width()
