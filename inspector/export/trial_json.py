"""Experiments as plain values: what was tried, what came of it, and how far one gets."""

from typing import Any

from inspector.model.experiment import Outcome, Rung, Trial

Json = dict[str, Any]


def trial_object(trial: Trial) -> Json:
    """Return the members `experiments`, `ladder` and `stopped` that stand beside a verdict."""
    return {
        "experiments": [_outcome(one) for one in trial.outcomes],
        "ladder": [_rung(one) for one in trial.ladder],
        "stopped": trial.stopped or None,
    }


def _outcome(outcome: Outcome) -> Json:
    plan = outcome.plan
    return {
        "id": plan.id,
        "question": plan.question,
        "varies": plan.varies,
        "requests": plan.requests,
        "needs": list(plan.needs),
        "result": outcome.result,
        "status": outcome.status,
        "shows": outcome.shows,
        "meaning": outcome.meaning,
    }


def _rung(rung: Rung) -> Json:
    return {"name": rung.name, "state": rung.state, "experiment": rung.experiment or None}
