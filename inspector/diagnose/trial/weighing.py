"""Lets the results of experiments move what the bytes made likely."""

from collections.abc import Iterable, Iterator

import msgspec

from inspector.diagnose.case import Case
from inspector.diagnose.suspicion import Suspicion
from inspector.diagnose.trial.part import Bearing, Reading
from inspector.diagnose.trial.registry import all_experiments
from inspector.diagnose.trial.table import together
from inspector.model.experiment import Outcome
from inspector.model.finding import Evidence

_LEAST, _MOST = 0.004, 0.985
_UNTIL_CERTAIN = 0.93
_BACKED_BY_BYTES = 0.25
_TELLING = 1.2
_STRONG = 4

Told = tuple[str, str, Bearing]
"""The id of an experiment, its meaning in words, and what it says about a cause."""


def weighed(
    case: Case, suspicions: Iterable[Suspicion], outcomes: Iterable[Outcome]
) -> list[Suspicion]:
    """Return the suspicions with the weights that the results give them, and new ones."""
    found = list(suspicions)
    for told in _told(case, tuple(outcomes)):
        found = _after(found, told, case.index)
    return found


def readings(case: Case, outcomes: Iterable[Outcome]) -> dict[str, Reading]:
    """Return what each outcome says by itself, by the experiment's id."""
    known = all_experiments()
    return {
        one.plan.id: known[one.plan.id].read(case, one.attempt)
        for one in outcomes
        if one.attempt is not None and one.plan.id in known
    }


def _told(case: Case, outcomes: tuple[Outcome, ...]) -> Iterator[Told]:
    alone = readings(case, outcomes)
    for name, reading in alone.items():
        for bearing in reading.bearings:
            yield name, reading.meaning, bearing
    for name, meaning, bearings in together(case, outcomes, alone):
        for bearing in bearings:
            yield name, meaning, bearing


def _after(found: list[Suspicion], told: Told, entry: int) -> list[Suspicion]:
    _, _, bearing = told
    hit = [one for one in found if _is_about(one, bearing)]
    if not hit:
        return [*found, _new(told, entry)] if bearing.floor and bearing.slug else found
    best = max(hit, key=lambda one: one.weight)
    return [
        _moved(one, told, floor=one is best) if _is_about(one, bearing) else one for one in found
    ]


def _is_about(one: Suspicion, bearing: Bearing) -> bool:
    return one.cause is bearing.cause and bearing.slug in {"", one.slug}


def _moved(one: Suspicion, told: Told, *, floor: bool) -> Suspicion:
    name, meaning, bearing = told
    before = min(max(one.weight, _LEAST), _MOST)
    odds = before / (1 - before) * bearing.ratio
    weight = odds / (1 + odds)
    if floor:
        weight = max(weight, bearing.floor)
    # a result alone never makes certain what the bytes hardly point to
    most = _MOST if before >= _BACKED_BY_BYTES else _UNTIL_CERTAIN
    weight = min(max(weight, _LEAST), max(most, before))
    if 1 / _TELLING < bearing.ratio < _TELLING and not floor:
        return msgspec.structs.replace(one, weight=weight)
    against = bearing.ratio < 1
    proof = Evidence(statement=meaning, experiment=name, against=against)
    strong = bearing.ratio >= _STRONG
    evidence = (proof, *one.evidence) if strong else (*one.evidence, proof)
    return msgspec.structs.replace(one, weight=weight, evidence=evidence)


def _new(told: Told, entry: int) -> Suspicion:
    name, meaning, bearing = told
    return Suspicion(
        cause=bearing.cause,
        slug=bearing.slug,
        weight=min(bearing.floor, _UNTIL_CERTAIN),
        evidence=(Evidence(statement=meaning, experiment=name),),
        entry=entry,
    )
