"""Experiments as plain values."""

from inspector.export.trial_json import trial_object
from inspector.model.experiment import Outcome, Plan, Rung, Trial

PLAN = Plan(
    id="fresh-token", question="Does it?", varies="Fresh token", requests=2, needs=("new-host",)
)


def test_what_stands_beside_a_verdict():
    outcome = Outcome(plan=PLAN, result="differs", status=401, shows="401, x", meaning="So.")
    rungs = (
        Rung(name="Scheme", state="passed", experiment="fresh-token"),
        Rung(name="Scope", state="unknown"),
    )
    made = trial_object(Trial(outcomes=(outcome,), ladder=rungs, stopped="429."))
    assert made["experiments"] == [
        {
            "id": "fresh-token",
            "question": "Does it?",
            "varies": "Fresh token",
            "requests": 2,
            "needs": ["new-host"],
            "result": "differs",
            "status": 401,
            "shows": "401, x",
            "meaning": "So.",
        }
    ]
    assert [rung["experiment"] for rung in made["ladder"]] == ["fresh-token", None]
    assert made["stopped"] == "429."


def test_nothing_was_tried():
    assert trial_object(Trial()) == {"experiments": [], "ladder": [], "stopped": None}
