"""Experiments as text for the terminal: what will be sent, and what came of it."""

from collections.abc import Iterable, Iterator

from inspector.export.verdict_report import TrialReport, Tried, trial_report
from inspector.model.experiment import Plan, Trial
from inspector.wording import tr, tr_n

_WIDEST = 40


def plans_text(plans: Iterable[Plan]) -> str:
    """Return what will be sent, a line for each experiment."""
    return "\n".join(map(_plan_text, plans))


def _plan_text(plan: Plan) -> str:
    if not plan.requests:
        return tr("Experiment {id}: {sends}", id=plan.id, sends=plan.sends)
    return tr_n(
        "Experiment {id}: {sends} It costs up to {count} request.",
        "Experiment {id}: {sends} It costs up to {count} requests.",
        plan.requests,
        id=plan.id,
        sends=plan.sends,
    )


def trial_text(trial: Trial) -> str:
    """Return the results as a table, and how far the credential gets; empty without any."""
    return "\n".join(_lines(trial_report(trial))) if trial.outcomes else ""


def _lines(report: TrialReport) -> Iterator[str]:
    yield tr("Experiments:")
    width = min(_WIDEST, max(len(one.varies) for one in report.tried))
    for one in report.tried:
        yield from _outcome(one, width)
    if report.ladder:
        checks = " > ".join(report.ladder)
        yield tr("How far the credential gets: {checks}", checks=checks)
    elif all(one.is_alike for one in report.tried):
        yield tr("Every refusal looks the same.")
    if report.stopped:
        yield tr("Stopped: {reason}", reason=report.stopped)


def _outcome(one: Tried, width: int) -> Iterator[str]:
    yield tr(
        "  {varies}  {shows} ({result})",
        varies=one.varies.ljust(width),
        shows=one.shows,
        result=one.result,
    )
    if one.meaning:
        yield f"    {one.meaning}"
    if one.moved:
        yield f"    {one.moved}"
