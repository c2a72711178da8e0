"""What the verdict offers to try, and when."""

import msgspec

from inspector.model.finding import NextExperiment
from inspector.presentation.experiments.experiment_offers import first_offer, more_offer
from inspector.presentation.experiments.tried import Tried
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


def _untold(findings=2, wanted="without-credentials"):
    verdict = samples.untold().verdict
    found = verdict.findings[:findings]
    return msgspec.structs.replace(
        verdict, findings=found, next_experiment=NextExperiment(wanted, "?")
    )


def test_two_causes_that_fit_are_told_apart_by_one_experiment():
    offer = first_offer(_untold(), trials.tried(()))
    assert offer.text == "Run experiment: No credentials"
    assert offer.ids == ("without-credentials",)
    assert offer.note == "Sends your request without its Authorization header."


def test_where_nothing_is_told_all_safe_ones_are_offered():
    offer = first_offer(_untold(findings=1), trials.tried(()))
    assert (offer.text, offer.ids) == ("Run experiments", ())
    assert offer.note == "Sends 4 requests at most; they change nothing on the server."


def test_the_separating_experiment_is_offered_even_if_it_asks_first():
    only = Tried(plans=(trials.plan("other-scheme"),))
    assert first_offer(_untold(1, "other-scheme"), only).ids == ("other-scheme",)


def test_a_cause_that_is_told_needs_no_experiment_first():
    assert first_offer(samples.expired().verdict, trials.tried(())) is None
    assert first_offer(samples.success().verdict, trials.tried(())) is None


def test_nothing_is_offered_while_one_runs_or_when_all_are_done():
    running = trials.tried((), waiting=("final-address",))
    assert first_offer(_untold(), running) is None
    assert more_offer(running) is None
    assert first_offer(_untold(), Tried()) is None
    assert more_offer(Tried()) is None


def test_the_rest_is_counted():
    assert more_offer(trials.tried(())).text == "Run 4 experiments"
    assert more_offer(trials.tried(trials.OUTCOMES[:1])).text == "Run 3 more experiments"
    left = more_offer(trials.tried())
    assert left.text == "2 experiments ask first"
    assert "nothing is sent yet" in left.note
