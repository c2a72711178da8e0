"""How much an experiment is expected to tell, over what is suspected now; orders the experiments.

The tables of the experiments say how much likelier a result is with one cause than with others.
From that follows how likely each result is with each suspected cause, and how much less open the
question would be after it: the expected loss of entropy, in bits (C. E. Shannon, 1948, §6).
"""

from collections.abc import Collection, Iterable, Mapping
from math import log2

from inspector.diagnose.trial.part import Bearing, Experiment, Row
from inspector.diagnose.trial.ratios import Ratio
from inspector.model.experiment import Plan
from inspector.model.finding import Cause, Finding, Verdict
from inspector.model.question import Consent

Hypothesis = tuple[Cause, str]
_ACCEPTED = ("accepted", "went-on")  # also `accepted-not-here`: what follows is named apart
_BY_CHANCE = 0.05  # how often a refused request is let in after a change that was not the reason
LEAST_GAIN = 0.025
"""In bits: what is expected to tell less is not sent where several were asked for."""
_FREE = 1_000.0  # what costs nothing comes before all that does, where it can tell anything
_RISKS: dict[Consent, int] = {
    "new-host": 1,
    "uses-up-token": 2,
    "production": 2,
    "unsafe-method": 3,
    "login-attempt": 3,
}
"""What a consent weighs, in requests: how much more an experiment has to tell to come before one
that nobody must be asked about. Nobody measured them: they are in the order of what can be lost."""


Ratios = Mapping[Hypothesis, float]
NO_RATIOS: Ratios = {}


def gain(experiment: Experiment, verdict: Verdict, known: Ratios = NO_RATIOS) -> float:
    """Return how many bits an experiment is expected to tell, 0 where nothing can change.

    known: what results say already of findings that are not suspected.
    """
    likely = _hypotheses(experiment, verdict.findings, known)
    rows = [row for row in experiment.table if row.bearings]
    if not rows or len(likely) < 2:  # noqa: PLR2004 - one alone leaves nothing to tell apart
        return 0.0
    bases = [_base(row) for row in rows]
    results = [_results(one, rows, bases) for one in likely]
    before, told = _entropy(likely.values()), 0.0
    for row in zip(*results, strict=True):
        joint = [share * result for share, result in zip(likely.values(), row, strict=True)]
        told += sum(joint) * (before - _entropy(_shares(joint)))
    return max(told, 0.0)


def worth(plan: Plan) -> float:
    """Return what a plan is expected to tell for each request and risk."""
    paid = plan.requests + sum(_RISKS[need] for need in plan.needs)
    return plan.gain / paid if paid else float(plan.gain > 0) * _FREE


def _hypotheses(experiment: Experiment, findings: Iterable[Finding], known: Ratios) -> Ratios:
    found: dict[Hypothesis, float] = {(one.cause, one.slug): one.score for one in findings}
    if not found:
        return {}
    for row in experiment.table:
        for bearing in row.bearings if not row.rare else ():
            if bearing.floor and bearing.slug:
                about = (bearing.cause, bearing.slug)
                so_far = known.get(about, 1.0) * known.get((bearing.cause, ""), 1.0)
                found.setdefault(about, experiment.untold * so_far)
    total = sum(found.values())
    return {one: score / total for one, score in found.items() if score > 0}


def _results(one: Hypothesis, rows: list[Row], bases: list[float]) -> list[float]:
    """Return how likely each line of a table is with a cause."""
    ratios = [_of_row(one, row) * base for row, base in zip(rows, bases, strict=True)]
    total = sum(ratios)
    return [ratio / total for ratio in ratios]


def _base(row: Row) -> float:
    """Return how frequent a line is with a cause that it says nothing about."""
    usual = not any(one.startswith(_ACCEPTED) for one in row.outcomes) and not row.proves
    return 1.0 if usual and not row.rare else _BY_CHANCE


def _of_row(one: Hypothesis, row: Row) -> float:
    """Return how much likelier a line is with a cause; what proves another one speaks against it.

    So a success by chance parts nothing but what it proves from all the rest.
    """
    ratio = _ratio(one, row.bearings)
    return min(ratio, Ratio.RULES_OUT) if row.proves and one[1] not in row.proves else ratio


def _ratio(one: Hypothesis, bearings: Iterable[Bearing]) -> float:
    ratio = 1.0
    for bearing in bearings:
        if bearing.cause is one[0] and bearing.slug in {"", one[1]}:
            ratio *= bearing.ratio
    return ratio


def _shares(joint: Collection[float]) -> list[float]:
    total = sum(joint)
    return [each / total for each in joint] if total else []


def _entropy(shares: Iterable[float]) -> float:
    return -sum(each * log2(each) for each in shares if each > 0)
