"""Experiments beside a comparison: planned, run, shown as they come; the fix is asked for."""

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from inspector.gui.compare.trial_panel import TrialHead, TrialPanel, sent_words
from inspector.gui.state.documents import RequestDocument
from inspector.model.experiment import Trial
from tests.gui import trial_samples as trials
from tests.gui.compare_samples import columns
from tests.gui.held_work import finish, held_tools


class Bench:
    """Stands for the workbench: the same plans, and two results."""

    def __init__(self):
        self.ran = []

    def experiments(self, _answer, _scope):
        return trials.PLANS

    async def experiment(self, answer, ids, _scope, consent, report):
        self.ran.append((ids, consent))
        for outcome in trials.OUTCOMES:
            report(outcome)
        trial = Trial(outcomes=trials.OUTCOMES, ladder=trials.LADDER, requests=4)
        return msgspec.structs.replace(answer, trial=trial)


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def held():
    return []


@pytest.fixture
def tools(panel_tools, bench, held):
    yield from held_tools(panel_tools, bench, held)


@pytest.fixture
def tab():
    made = columns()[0]
    document = RequestDocument(made.request)
    document.attempts.add(made.answer)
    return document


@pytest.fixture
def panel(tab, tools, qtbot):
    made = TrialPanel(tab, tab.attempts.current, 1, tools, None)
    qtbot.addWidget(made)
    made.resize(390, 700)
    made.show()
    qtbot.waitUntil(lambda: bool(made.running.tried.plans))
    return made


def _run(panel, tools, held, qtbot):
    assert tools.actions.run("run-experiments")
    assert panel.busy
    with qtbot.waitSignal(panel.renewed) as renewed:
        finish(held)
    return renewed.args[0]


def test_all_safe_ones_are_run_and_the_answer_is_renewed(panel, tools, bench, held, qtbot):
    answer = _run(panel, tools, held, qtbot)
    # The cause is certain already, so what was asked for runs whole.
    assert bench.ran[0] == (tuple(one.plan.id for one in trials.OUTCOMES), frozenset())
    assert answer.trial.requests == 4
    assert panel.running.answer is answer
    assert panel.page.ladder.isVisible()
    assert panel.page.again.isVisible()
    assert not panel.busy


def test_they_can_be_run_again(panel, tools, bench, held, qtbot):
    _run(panel, tools, held, qtbot)
    panel.page.again.click()
    assert panel.busy
    with qtbot.waitSignal(panel.renewed):
        finish(held)
    assert bench.ran[1] == (tuple(one.plan.id for one in trials.OUTCOMES), frozenset())


def test_the_attempt_stays_whatever_its_tab_shows(panel, tab):
    tab.attempts.add(columns()[1].answer)
    assert panel.running.answer.attempt.id == "old"


def test_the_first_fix_of_its_verdict_is_asked_for(panel, tools, qtbot):
    fix = panel.answer.verdict.findings[0].fixes[0]
    with qtbot.waitSignal(panel.fix_asked) as asked:
        panel.page.fix.click()
    assert asked.args == [fix]
    with qtbot.waitSignal(panel.fix_asked):
        tools.actions.run("apply-fix")


# ---------------- The head says which attempt is tried and what that cost
def test_it_counts_and_says_that_only_reading_was_done():
    assert sent_words(trials.tried(())) == ""
    assert sent_words(trials.tried()) == "4 sent, GET only"


def test_other_methods_are_not_called_reading():
    outcome = trials.OUTCOMES[0]
    exchange = outcome.attempt.exchanges[0]
    posted = replace(exchange, request=replace(exchange.request, method="POST"))
    other = replace(outcome, attempt=replace(outcome.attempt, exchanges=(posted,)))
    assert sent_words(trials.tried((other, *trials.OUTCOMES[1:]))) == "4 sent"


def test_it_names_the_attempt(light, qtbot):
    head = TrialHead(light, 2)
    qtbot.addWidget(head)
    head.show_tried(trials.tried())
    head.show_number(3)
    texts = [label.text() for label in head.findChildren(QLabel)]
    assert "Experiments on attempt 3" in texts
    assert "4 sent, GET only" in texts
