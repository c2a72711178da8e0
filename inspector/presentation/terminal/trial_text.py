"""Experiments as text for the terminal: what will be sent, and what came of it."""

from collections.abc import Iterable, Iterator

from inspector.export.words import result_words, rung_words
from inspector.model.experiment import Outcome, Plan, Trial
from inspector.wording import tr, tr_n

_WIDEST = 40
_ALIKE = frozenset({"same", "not-run", "failed"})


def plans_text(plans: Iterable[Plan]) -> str:
    """Return what will be sent, a line for each experiment."""
    return "\n".join(
        tr_n(
            "Experiment {id}: {sends} It costs up to {count} request.",
            "Experiment {id}: {sends} It costs up to {count} requests.",
            plan.requests,
            id=plan.id,
            sends=plan.sends,
        )
        for plan in plans
    )


def trial_text(trial: Trial) -> str:
    """Return the results as a table, and how far the credential gets; empty without any."""
    return "\n".join(_lines(trial)) if trial.outcomes else ""


def _lines(trial: Trial) -> Iterator[str]:
    yield tr("Experiments:")
    width = min(_WIDEST, max(len(one.plan.varies) for one in trial.outcomes))
    for one in trial.outcomes:
        yield from _outcome(one, width)
    if trial.ladder:
        checks = " > ".join(map(rung_words, trial.ladder))
        yield tr("How far the credential gets: {checks}", checks=checks)
    elif all(one.result in _ALIKE for one in trial.outcomes):
        yield tr("Every refusal looks the same.")
    if trial.stopped:
        yield tr("Stopped: {reason}", reason=trial.stopped)


def _outcome(outcome: Outcome, width: int) -> Iterator[str]:
    yield tr(
        "  {varies}  {shows} ({result})",
        varies=outcome.plan.varies.ljust(width),
        shows=outcome.shows,
        result=result_words(outcome.result),
    )
    if outcome.meaning:
        yield f"    {outcome.meaning}"
