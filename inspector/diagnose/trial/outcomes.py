"""Makes the record of what came of an experiment."""

from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.part import Experiment, Reading
from inspector.diagnose.trial.ratios import LEANS_TO
from inspector.diagnose.trial.reading import compared
from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome, Plan
from inspector.model.finding import Evidence
from inspector.wording import tr


def made(experiment: Experiment, plan: Plan, case: Case, attempt: Attempt) -> Outcome:
    """Return what an attempt shows beside the refusal."""
    reading = experiment.read(case, attempt)
    return Outcome(
        plan=plan,
        result=reading.result,
        attempt=attempt,
        status=compared(case, attempt).status,
        shows=reading.shows,
        meaning=reading.meaning or _failure(attempt),
        evidence=tuple(_evidence(plan.id, reading)),
    )


def not_run(plan: Plan, why: str) -> Outcome:
    """Return the record of one that was not run."""
    return Outcome(plan=plan, result="not-run", shows=tr("not run"), meaning=why)


def _failure(attempt: Attempt) -> str:
    failure = attempt.exchanges[-1].failure if attempt.exchanges else None
    return failure.message if failure is not None else ""


def _evidence(name: str, reading: Reading) -> Iterator[Evidence]:
    """Say for each family what the result speaks for, the families it says most about first."""
    said: dict[str, float] = {}
    for bearing in reading.bearings:
        said.setdefault(bearing.cause.value, bearing.ratio)
    for cause, ratio in said.items():
        if ratio >= LEANS_TO:
            text = tr("It speaks for {cause}.", cause=cause)
            yield Evidence(statement=text, experiment=name)
        elif ratio <= 1 / LEANS_TO:
            text = tr("It speaks against {cause}.", cause=cause)
            yield Evidence(statement=text, experiment=name, against=True)
