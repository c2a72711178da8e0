"""Lets the results of experiments move what the bytes made likely."""

from collections.abc import Iterable, Iterator
from math import log

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.weights import PROVEN, STRONG
from inspector.diagnose.judging.rank import POSSIBLE
from inspector.diagnose.trial.part import Bearing, Reading
from inspector.diagnose.trial.ratios import LEANS_TO, STRONGLY_FOR
from inspector.diagnose.trial.registry import all_experiments
from inspector.diagnose.trial.table import WITHOUT, together
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause, Evidence

_LEAST, _MOST = 0.004, PROVEN  # the least lets one result that settles it still be told
_UNTIL_CERTAIN = STRONG
_BACKED_BY_BYTES = POSSIBLE
# They all ask how far the credential is understood, so their answers are no independent proofs.
_ALIKE = frozenset(
    {"without-credentials", "garbage-credentials", "signature-altered", "expired-by-design"}
)

_ELSEWHERE = frozenset({"other-place-of-the-key", "other-scheme", "other-saved-credential"})

Told = tuple[str, str, Bearing]
"""The id of an experiment, its meaning in words, and what it says about a cause."""


def weighed(
    case: Case, suspicions: Iterable[Suspicion], outcomes: Iterable[Outcome]
) -> list[Suspicion]:
    """Return the suspicions with the weights that the results give them, and new ones."""
    found = list(suspicions)
    by_bytes: dict[tuple[Cause, str], float] = {}
    for one in found:
        by_bytes[one.cause, one.slug] = max(one.weight, by_bytes.get((one.cause, one.slug), 0))
    results = _independent(tuple(_told(case, tuple(outcomes))))
    # the least weights first, so that what speaks against them still counts
    for told in sorted(results, key=lambda one: not one[2].floor):
        found = _after(found, told, case.index)
    return [_held(one, by_bytes.get((one.cause, one.slug), 0.0)) for one in found]


def _held(one: Suspicion, before: float) -> Suspicion:
    """Never let results alone make certain what the bytes hardly point to."""
    most = _MOST if before >= _BACKED_BY_BYTES else _UNTIL_CERTAIN
    return one if one.weight <= most else msgspec.structs.replace(one, weight=most)


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
    if WITHOUT in alone and alone[WITHOUT].result == "accepted":
        # it is given to anyone: that it is given with the credential elsewhere says nothing
        alone = {name: one for name, one in alone.items() if name not in _ELSEWHERE}
    for name, reading in alone.items():
        for bearing in reading.bearings:
            yield name, reading.meaning, bearing
    for name, meaning, bearings in together(case, outcomes, alone):
        for bearing in bearings:
            yield name, meaning, bearing


def _independent(told: tuple[Told, ...]) -> Iterator[Told]:
    """Of results that say the same of a cause in other words, leave the strongest."""
    strongest: dict[tuple[Cause, str, bool], Told] = {}
    for one in told:
        name, _, bearing = one
        if name not in _ALIKE or bearing.floor:
            yield one
            continue
        key = (bearing.cause, bearing.slug, bearing.ratio >= 1)
        other = strongest.get(key)
        if other is None or abs(log(bearing.ratio)) > abs(log(other[2].ratio)):
            strongest[key] = one
    yield from strongest.values()


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
    weight = min(max(weight, _LEAST), _MOST)
    if 1 / LEANS_TO < bearing.ratio < LEANS_TO and not (floor and bearing.floor):
        return msgspec.structs.replace(one, weight=weight)
    proof = Evidence(statement=meaning, experiment=name, against=bearing.ratio < 1)
    strong = bearing.ratio >= STRONGLY_FOR
    evidence = (proof, *one.evidence) if strong else (*one.evidence, proof)
    return msgspec.structs.replace(one, weight=weight, evidence=evidence)


def _new(told: Told, entry: int) -> Suspicion:
    name, meaning, bearing = told
    return Suspicion(
        cause=bearing.cause,
        slug=bearing.slug,
        weight=bearing.floor,
        evidence=(Evidence(statement=meaning, experiment=name),),
        entry=entry,
    )
