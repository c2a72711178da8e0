"""Lets the results of experiments move what the bytes made likely."""

from collections.abc import Iterable, Iterator
from math import log

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion, Words
from inspector.diagnose.judging.rank import POSSIBLE
from inspector.diagnose.trial.conclusions.rows import together
from inspector.diagnose.trial.conclusions.side_by_side import BEFORE, ELSEWHERE, WITHOUT
from inspector.diagnose.trial.part import Bearing, Reading, all_experiments
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import BARELY, PROVEN, STRONG
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause, Evidence

_LEAST, _MOST = 0.004, PROVEN  # the least lets one result that settles it still be told
_UNTIL_CERTAIN = STRONG
_BACKED_BY_BYTES = POSSIBLE
# They all ask how far the credential is understood, so their answers are no independent proofs.
_ALIKE = frozenset(
    {"without-credentials", "garbage-credentials", "signature-altered", "expired-by-design"}
)

_ELSEWHERE = frozenset({"other-saved-credential"})


class Told(msgspec.Struct, frozen=True):
    """The id of an experiment, its meaning in words, and one thing that it says about a cause.

    values: what differed, for the sentences of a finding that it brings up. most: how much it can
    make anything weigh.
    """

    experiment: str
    meaning: str
    bearing: Bearing
    values: Words = {}
    most: float = _MOST


def weighed(
    case: Case, suspicions: Iterable[Suspicion], outcomes: Iterable[Outcome]
) -> list[Suspicion]:
    """Return the suspicions with the weights that the results give them, and new ones."""
    found, outcomes = list(suspicions), tuple(outcomes)
    by_bytes: dict[tuple[Cause, str], float] = {}
    for one in found:
        by_bytes[one.cause, one.slug] = max(one.weight, by_bytes.get((one.cause, one.slug), 0))
    alone = _of_themselves(case, outcomes)
    results = _independent(tuple(_told(case, outcomes, alone)))
    # the least and most weights first, so that what speaks against them still counts
    for told in sorted(results, key=lambda one: not _is_bound(one.bearing)):
        found = _after(found, told, case.index)
    asked = any(one.plan.requests for one in outcomes)
    held = [_held(one, by_bytes.get((one.cause, one.slug), 0.0), asked=asked) for one in found]
    return _decided(held, frozenset(slug for one in alone.values() for slug in one.proves))


def ratios(case: Case, outcomes: Iterable[Outcome]) -> dict[tuple[Cause, str], float]:
    """Return what results say of each finding, suspected before or not, by its name."""
    known = tuple(outcomes)
    found: dict[tuple[Cause, str], float] = {}
    for told in _independent(tuple(_told(case, known, _of_themselves(case, known)))):
        about = told.bearing.cause, told.bearing.slug
        found[about] = found.get(about, 1.0) * told.bearing.ratio
    return found


def proven(case: Case, outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Return the findings of which results say that nothing else was the reason."""
    alone = _of_themselves(case, tuple(outcomes))
    return frozenset(slug for one in alone.values() for slug in one.proves)


def _decided(found: list[Suspicion], proves: frozenset[str]) -> list[Suspicion]:
    """Let a success win: what differed in it alone is the reason, and hardly anything else."""
    reasons = {one.cause for one in found if one.slug in proves}
    if not reasons:
        return found
    kept = (one if one.cause in reasons else _lost(one) for one in found)
    return [_won(one) if one.slug in proves else one for one in kept]


def _won(one: Suspicion) -> Suspicion:
    return msgspec.structs.replace(one, weight=max(one.weight, STRONG))


def _lost(one: Suspicion) -> Suspicion:
    return msgspec.structs.replace(one, weight=min(one.weight, BARELY))


def _held(one: Suspicion, before: float, *, asked: bool) -> Suspicion:
    """Never let results alone make certain what the bytes hardly point to.

    Nor where nothing was asked: what was sent before is no second proof beside itself.
    """
    backed = asked and before >= _BACKED_BY_BYTES
    most = _MOST if backed else max(before, _UNTIL_CERTAIN)
    return one if one.weight <= most else msgspec.structs.replace(one, weight=most)


def readings(case: Case, outcomes: Iterable[Outcome]) -> dict[str, Reading]:
    """Return what each outcome says by itself, by the experiment's id."""
    known = all_experiments()
    return {
        one.plan.id: known[one.plan.id].read(case, one.attempt)
        for one in outcomes
        if one.attempt is not None and one.plan.id in known
    }


def _of_themselves(case: Case, outcomes: tuple[Outcome, ...]) -> dict[str, Reading]:
    """Return what each says by itself, as far as the others leave it standing."""
    alone = readings(case, outcomes)
    if WITHOUT in alone and alone[WITHOUT].result == "accepted":
        # it is given to anyone: that it is given in another way, too, says nothing
        return {
            name: one
            for name, one in alone.items()
            if name not in _ELSEWHERE and not (one.proves and one.result == "accepted")
        }
    return alone


def _told(case: Case, outcomes: tuple[Outcome, ...], alone: dict[str, Reading]) -> Iterator[Told]:
    for name, reading in alone.items():
        # what was sent before is weighed already; that it is good elsewhere says not why not here
        unsure = name == ELSEWHERE or (name == BEFORE and case.trace.earlier)
        for bearing in reading.bearings:
            most = _UNTIL_CERTAIN if unsure else _MOST
            yield Told(name, reading.meaning, bearing, reading.values, most)
    for one in together(case, outcomes, alone):
        for bearing in one.bearings:
            yield Told(one.experiment, one.meaning, bearing)


def _independent(told: tuple[Told, ...]) -> Iterator[Told]:
    """Of results that say the same of a cause in other words, leave the strongest."""
    strongest: dict[tuple[Cause, str, bool], Told] = {}
    for one in told:
        bearing = one.bearing
        if one.experiment not in _ALIKE:
            yield one
            continue
        # What brings it up, or holds it back, is kept, whoever says the most about it.
        if _is_bound(bearing):
            yield msgspec.structs.replace(one, bearing=_without_ratio(bearing))
        key = (bearing.cause, bearing.slug, bearing.ratio >= 1)
        other = strongest.get(key)
        if other is None or abs(log(bearing.ratio)) > abs(log(other.bearing.ratio)):
            strongest[key] = msgspec.structs.replace(one, bearing=_without_bounds(bearing))
    yield from strongest.values()


def _is_bound(bearing: Bearing) -> bool:
    return bearing.floor > 0 or bearing.ceiling < 1


def _without_ratio(bearing: Bearing) -> Bearing:
    return msgspec.structs.replace(bearing, ratio=1.0)


def _without_bounds(bearing: Bearing) -> Bearing:
    return msgspec.structs.replace(bearing, floor=0.0, ceiling=1.0)


def _after(found: list[Suspicion], told: Told, entry: int) -> list[Suspicion]:
    bearing = told.bearing
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
    bearing = told.bearing
    before = min(max(one.weight, _LEAST), _MOST, bearing.ceiling)
    odds = before / (1 - before) * bearing.ratio
    weight = odds / (1 + odds)
    if floor:
        weight = max(weight, bearing.floor)
    weight = min(max(weight, _LEAST), max(told.most, one.weight))
    if bearing.slug and bearing.ratio > 1:  # what a success differed in is the finding's own word
        one = msgspec.structs.replace(one, values={**one.values, **told.values})
    against = bearing.ratio < 1 or bearing.ceiling < one.weight
    tells = not 1 / Ratio.LEANS_TO < bearing.ratio < Ratio.LEANS_TO or bearing.ceiling < one.weight
    if not tells and not (floor and bearing.floor):
        return msgspec.structs.replace(one, weight=weight)
    proof = Evidence(statement=told.meaning, experiment=told.experiment, against=against)
    strong = bearing.ratio >= Ratio.STRONGLY_FOR
    evidence = (proof, *one.evidence) if strong else (*one.evidence, proof)
    return msgspec.structs.replace(one, weight=weight, evidence=evidence)


def _new(told: Told, entry: int) -> Suspicion:
    bearing = told.bearing
    return Suspicion(
        cause=bearing.cause,
        slug=bearing.slug,
        weight=bearing.floor,
        values=told.values,
        evidence=(Evidence(statement=told.meaning, experiment=told.experiment),),
        entry=entry,
    )
