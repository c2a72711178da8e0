"""Orders what the rules suspect: merges, shares the weight between rivals, chooses the words."""

from collections.abc import Iterable

import msgspec

from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import CLEAR, FAIR, LESS, LIKELY, MUCH_LESS
from inspector.model.finding import Cause, Certainty, Evidence

CERTAIN = 0.95  # wrong at most once in 20, which the recordings are counted for
VERY_LIKELY = 0.75  # three of four
POSSIBLE = 0.25  # one of four
_WITHOUT_BYTES = _FROM_ABSENCE = FAIR
_EVIDENCE = 4
_WITHIN_FAMILY = 0.8  # how far the family's best finding holds back its others
_NOT_WORTH_SAYING = 0.04  # 1 in 25: the reader has more use for fewer findings
_OF_THE_SAME = 0.3  # two rules see the same fact mostly: what the second adds to the first


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A suspicion with its share of the weight and the word for it."""

    suspicion: Suspicion
    score: float
    certainty: Certainty


def rank(suspicions: Iterable[Suspicion], *, may_be_stripped: bool) -> tuple[Ranked, ...]:
    """Return the suspicions best first.

    Rivals of other families share the weight by their odds: what is 0.9 alone is less beside
    another 0.9. may_be_stripped: conclusions from an absence are held at `possible`.
    """
    merged = _merged(_capped(one, may_be_stripped=may_be_stripped) for one in suspicions)
    best: dict[Cause, float] = {}
    for one in merged:
        best[one.cause] = max(best.get(one.cause, 0.0), one.weight)
    total = sum(_odds(weight) for weight in best.values())
    ranked = []
    for one in merged:
        share = _odds(best[one.cause]) / total
        score = min(one.weight, share * one.weight / best[one.cause])
        if one.weight < best[one.cause]:
            score *= 1 - _WITHIN_FAMILY * best[one.cause]
        if score >= _NOT_WORTH_SAYING:
            ranked.append(Ranked(suspicion=one, score=score, certainty=word(score)))
    ranked.sort(key=lambda one: one.score, reverse=True)
    return tuple(ranked)


def explained(suspicions: Iterable[Suspicion]) -> tuple[Suspicion, ...]:
    """Return them with bare refusals held back where something shows what is wrong.

    It may be the request alone; or what another family has to show, beside which the usual causes
    of a status have nothing.
    """
    found = tuple(suspicions)
    by_request = any(one.explains and one.weight >= LIKELY for one in found)
    shown = {one.cause for one in found if one.weight >= CLEAR and _has_two_kinds(one)}
    follows = {slug for one in found if one.weight >= CLEAR for slug in declared(one.slug).leads_to}
    found = tuple(_as_a_consequence(one, follows) for one in found)
    return tuple(_held_back(one, shown, by_request=by_request) for one in found)


def _as_a_consequence(one: Suspicion, follows: set[str]) -> Suspicion:
    if one.slug not in follows:
        return one
    return msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)


def _has_two_kinds(one: Suspicion) -> bool:
    """Whether more than the request and the status speaks for it: words, another exchange."""
    places = [proof.place for proof in one.evidence if proof.place is not None]
    told = any(each.side == "reply" and each.part != "line" for each in places)
    return not (one.usual or one.explains) and (told or len({e.entry for e in places}) > 1)


def _held_back(one: Suspicion, shown: set[Cause], *, by_request: bool) -> Suspicion:
    if one.usual and shown - {one.cause}:
        return msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)
    if by_request and declared(one.slug).refusal and not one.explains:
        return msgspec.structs.replace(one, weight=one.weight * LESS)
    return one


def word(score: float) -> Certainty:
    """Return the word for a score."""
    if score >= CERTAIN:
        return Certainty.CERTAIN
    if score >= VERY_LIKELY:
        return Certainty.VERY_LIKELY
    return Certainty.POSSIBLE if score >= POSSIBLE else Certainty.UNLIKELY


def _odds(weight: float) -> float:
    return weight / (1 - weight)


def _capped(one: Suspicion, *, may_be_stripped: bool) -> Suspicion:
    most = declared(one.slug).at_most
    if not any(_is_tied(proof) for proof in one.evidence):
        most = _WITHOUT_BYTES
    if one.absent and may_be_stripped:
        most = min(most, _FROM_ABSENCE)
    return one if one.weight <= most else msgspec.structs.replace(one, weight=most)


def _merged(suspicions: Iterable[Suspicion]) -> list[Suspicion]:
    """Join suspicions of the same finding: the heavier one speaks, both give evidence."""
    found: dict[tuple[Cause, str], Suspicion] = {}
    for one in suspicions:
        key = (one.cause, one.slug)
        other = found.get(key)
        found[key] = one if other is None else _joined(*sorted((one, other), key=_weight))
    return [
        msgspec.structs.replace(one, evidence=best_evidence(one.evidence)) for one in found.values()
    ]


def _weight(one: Suspicion) -> float:
    return one.weight


def _joined(less: Suspicion, more: Suspicion) -> Suspicion:
    both = min(
        declared(more.slug).at_most,
        max(more.weight, 1 - (1 - more.weight) * (1 - less.weight * _OF_THE_SAME)),
    )
    return msgspec.structs.replace(
        more,
        weight=both if more.weight >= POSSIBLE else more.weight,
        evidence=more.evidence + less.evidence,
        values={**less.values, **{k: v for k, v in more.values.items() if v not in ("", None)}},
        absent=more.absent and less.absent,
        usual=more.usual and less.usual,
    )


def best_evidence(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return at most four pieces, each place and sentence once, tied ones first.

    Like titles, they have no full stop at the end.
    """
    once: dict[object, Evidence] = {}
    for proof in evidence:
        once.setdefault(proof.place if proof.place is not None else proof.statement, proof)
    kept = sorted(once.values(), key=lambda proof: (proof.against, not _is_tied(proof)))
    return tuple(_without_stop(proof) for proof in kept[:_EVIDENCE])


def _without_stop(proof: Evidence) -> Evidence:
    said = proof.statement
    if not said.endswith(".") or said.endswith("..") or ". " in said:
        return proof
    return msgspec.structs.replace(proof, statement=said[:-1])


def _is_tied(proof: Evidence) -> bool:
    return proof.place is not None or bool(proof.experiment)
