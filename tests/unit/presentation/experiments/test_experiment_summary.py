"""The line above the list, the button's words, and what is told of a run."""

import msgspec

from inspector.model.finding import Verdict
from inspector.presentation.experiments.experiment_summary import (
    ended_said,
    outcome_said,
    run_words,
    summary,
)
from inspector.presentation.experiments.tried import Tried
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


def test_before_a_run_it_says_what_can_be_run():
    assert summary(trials.tried(())) == (
        "4 experiments can be run without a risk to your account or data."
    )
    only = Tried(plans=(trials.plan("other-scheme"),))
    assert summary(only) == "Nothing can be tried here without asking."


def test_while_one_runs_it_says_which():
    assert summary(trials.tried((), waiting=("final-address",))) == (
        "Sending: Same token, GET /v2/orders"
    )


def test_afterwards_it_says_what_it_cost_and_why_it_stopped():
    assert summary(trials.tried()) == "4 experiments run, 4 requests sent."
    stopped = trials.tried(trials.OUTCOMES[:1], stopped="The server asks to wait.")
    assert summary(stopped) == "1 experiment run, 1 request sent. The server asks to wait."
    streaming = msgspec.structs.replace(trials.tried(), requests=0)
    assert summary(streaming) == "4 experiments run."


def test_the_button_counts_the_safe_ones():
    assert run_words(trials.tried(())) == "Run all safe ones (4)"
    assert run_words(trials.tried(trials.OUTCOMES[:3])) == "Run the safe one"
    assert run_words(trials.tried()) == ""


def test_each_result_and_the_end_are_told():
    assert outcome_said(trials.OUTCOMES[0]) == "No credentials: 401. The API asks for Bearer."
    unanswered = msgspec.structs.replace(trials.OUTCOMES[0], status=None)
    assert outcome_said(unanswered).startswith("No credentials: no reply.")
    assert ended_said(trials.tried(), samples.expired().verdict) == (
        "4 experiments run. The verdict now: Your access token expired 27 minutes ago."
    )
    assert ended_said(trials.tried(stopped="Locked."), Verdict()) == "4 experiments run. Locked."
