"""The owner of what was tried: plans keep their order, results come one by one, old ones go."""

import pytest

from inspector.gui.state.experiments import KEPT, Experiments
from inspector.model.attempt import Attempt
from inspector.model.experiment import Trial
from inspector.presentation.experiments.tried import Tried
from inspector.workbench.answer import Answer
from tests.gui import trial_samples as trials


@pytest.fixture
def kept(qapp):
    made = Experiments()
    made.offer("a", trials.PLANS)
    return made


def _answer(name="a", **more):
    return Answer(attempt=Attempt(id=name), **more)


def test_what_can_be_run_is_told_from_what_asks_and_what_cannot(kept):
    tried = kept.of(_answer())
    assert [plan.id for plan in tried.safe] == [
        "without-credentials",
        "garbage-credentials",
        "signature-altered",
        "final-address",
    ]
    assert {plan.id for plan in tried.open} - {plan.id for plan in tried.safe} == {
        "fresh-token",
        "other-scheme",
    }


def test_a_result_ends_the_waiting_of_its_experiment(kept, qtbot):
    kept.begin("a", ("without-credentials", "garbage-credentials"))
    with qtbot.waitSignal(kept.changed) as changed:
        kept.add("a", trials.OUTCOMES[0])
    assert changed.args == ["a"]
    tried = kept.of(_answer())
    assert tried.waiting == ("garbage-credentials",)
    assert set(tried.done) == {"without-credentials"}


def test_new_plans_keep_the_order_that_is_shown(kept):
    kept.offer("a", tuple(reversed(trials.PLANS)))
    assert kept.of(_answer()).plans == trials.PLANS


def test_the_answer_has_the_last_word(kept):
    kept.begin("a", ("without-credentials",))
    trial = Trial(outcomes=trials.OUTCOMES, ladder=trials.LADDER, requests=4, stopped="Enough.")
    kept.take(_answer(trial=trial))
    tried = kept.of(_answer())
    assert (tried.ladder, tried.requests, tried.stopped) == (trials.LADDER, 4, "Enough.")
    assert not tried.waiting


def test_a_stopped_run_keeps_what_came(kept):
    kept.begin("a", ("without-credentials", "garbage-credentials"))
    kept.add("a", trials.OUTCOMES[0])
    kept.end("a", "You stopped it.")
    tried = kept.of(_answer())
    assert tried.stopped == "You stopped it."
    assert not tried.waiting
    assert set(tried.done) == {"without-credentials"}


def test_a_result_of_no_known_plan_is_listed_at_the_end():
    tried = Tried(plans=trials.PLANS[:1], outcomes=trials.OUTCOMES[:2])
    assert [plan.id for plan in tried.all_plans] == ["without-credentials", "garbage-credentials"]
    assert tried.number("garbage-credentials") == 2
    assert tried.number("preflight") == 0
    assert tried.plan("preflight") is None


def test_the_oldest_attempts_are_forgotten(kept):
    for number in range(KEPT + 1):
        kept.offer(str(number), trials.PLANS)
    assert kept.of(_answer("a")) == Tried()
    assert kept.of(_answer(str(KEPT))).plans == trials.PLANS
    assert kept.of(None) == Tried()
