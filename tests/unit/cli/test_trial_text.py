"""Experiments on the terminal."""

from inspector.model.experiment import Outcome, Plan, Rung, Trial
from inspector.presentation.terminal.trial_text import plans_text, trial_text


def plan(name="fresh-token", requests=1):
    return Plan(
        id=name, question="Does it?", varies=name.title(), sends="The same.", requests=requests
    )


def outcome(result, name="fresh-token"):
    return Outcome(plan=plan(name), result=result, shows="401, x", meaning="So it is.")


def test_plans_say_what_goes_out_and_the_cost():
    one, two = plans_text([plan(), plan("x", 2)]).splitlines()
    assert one == "Experiment fresh-token: The same. It costs up to 1 request."
    assert two.endswith("It costs up to 2 requests.")


def test_results_with_the_ladder():
    rungs = (Rung(name="Scheme", state="passed"), Rung(name="Scope", state="stopped-here"))
    text = trial_text(Trial(outcomes=(outcome("differs"), outcome("same", "x")), ladder=rungs))
    assert text.splitlines() == [
        "Experiments:",
        "  Fresh-Token  401, x (differs)",
        "    So it is.",
        "  X            401, x (same as yours)",
        "    So it is.",
        "How far the credential gets: Scheme: passed > Scope: stopped here",
    ]


def test_why_it_ended():
    text = trial_text(Trial(outcomes=(outcome("same"),), stopped="The server answered 429."))
    assert "Every refusal looks the same." in text
    assert text.endswith("Stopped: The server answered 429.")


def test_nothing_was_tried():
    assert trial_text(Trial()) == ""
