"""Lets the results of experiments move what the bytes made likely."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.weights import FAINT, FAIR, HINT, PROVEN, STRONG
from inspector.diagnose.judging.rank import POSSIBLE
from inspector.diagnose.trial.part import Bearing, Experiment, Reading, all_experiments
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    LEANS_TO,
    POINTS_TO,
    SPEAKS_FOR,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared, main_case
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import Outcome, Plan
from inspector.model.finding import Cause, Evidence
from inspector.wording import tr

# ---------------- What several results say together that none says alone
Conclusion = tuple[str, str, tuple[Bearing, ...]]
"""The experiment it rests on, the sentence, and what it says about causes."""

WITHOUT, _MADE_UP = "without-credentials", "garbage-credentials"
_UNAUTHORIZED, _FORBIDDEN = 401, 403
_BARE_WORDS = frozenset({"denied", "unauthorized", "permission"})


def together(
    case: Case, outcomes: tuple[Outcome, ...], alone: Mapping[str, Reading]
) -> Iterator[Conclusion]:
    """Yield the conclusions from results side by side."""
    results: dict[str, str] = {name: reading.result for name, reading in alone.items()}
    statuses = dict(_statuses(outcomes))
    for row in _ROWS:
        yield from row(case, results, statuses)


def _statuses(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[str, int]]:
    for one in outcomes:
        last = main_case(one.attempt) if one.attempt is not None else None
        if last is not None:
            yield one.plan.id, last.status


Results = Mapping[str, str]
Statuses = Mapping[str, int]


def _alike(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """Mine, a made-up one and none are refused in one way."""
    del statuses
    if results.get(WITHOUT) != "same" or results.get(_MADE_UP) != "same":
        return
    sent = case.sent.authorization
    offered = case.heard.schemes
    if sent is not None and offered and sent.scheme not in offered:
        words = tr("It refuses everything alike in {scheme}.", scheme=sent.scheme.capitalize())
        yield _MADE_UP, words, _NOT_THAT_SCHEME
    elif case.status != _FORBIDDEN and case.sent.credentials and not _is_login(case):
        # logins are often refused all alike, an ended session often as if there were none
        words = tr("It refuses yours, a made-up credential and none alike, as if it never looked.")
        yield _MADE_UP, words, _NEVER_LOOKED if sent is not None else _NEVER_LOOKED[1:]


def _is_login(case: Case) -> bool:
    sent = case.sent.authorization
    return sent is not None and sent.scheme in LOGIN_SCHEMES


def _taken_for_another(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """Something is seen, and mine is worth no more than a made-up one."""
    del case, statuses
    if results.get(WITHOUT) == "differs" and results.get(_MADE_UP) == "same":
        words = tr("It sees that a credential is sent and takes yours for a made-up one.")
        yield _MADE_UP, words, _UNKNOWN_TO_IT


def _known_but_forbidden(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """Mine gets 403 where none or a made-up one gets 401."""
    del results
    if case.status != _FORBIDDEN:
        return
    other = next((name for name in (_MADE_UP, WITHOUT) if statuses.get(name) == _UNAUTHORIZED), "")
    if other:
        words = tr("With yours it answers 403, else 401: it knows who you are.")
        yield other, words, _KNOWN


def _forbidden_to_all(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """403 whoever asks."""
    del statuses
    if case.status == _FORBIDDEN and results.get(WITHOUT) == "same":
        words = tr("It answers 403 whoever asks, so it is not about your account.")
        told = bool(case.meanings.keys() - _BARE_WORDS)  # a reason of its own is in the reply
        yield WITHOUT, words, (*_WHOEVER_ASKS, _HINT if told else _RULE)


def _signature_only(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """A broken signature is noticed as mine is, and so is a made-up token."""
    del case, statuses
    alike = results.get("signature-altered") == "same" and results.get(_MADE_UP) == "same"
    if alike and results.get(WITHOUT) == "differs":
        words = tr("Yours is refused as tokens with a broken signature are.")
        yield "signature-altered", words, _LIKE_BROKEN


def _revoked_or_broken(case: Case, results: Results, statuses: Statuses) -> Iterator[Conclusion]:
    """A fresh token works, and mine is refused as one with a broken signature is."""
    del case, statuses
    if results.get("fresh-token") == "accepted" and results.get("signature-altered") == "same":
        words = tr("Yours is refused as broken ones are, so it may be broken and not taken back.")
        yield "signature-altered", words, _MAY_BE_BROKEN


_ROWS: tuple[Callable[[Case, Results, Statuses], Iterator[Conclusion]], ...] = (
    _alike,
    _taken_for_another,
    _known_but_forbidden,
    _forbidden_to_all,
    _signature_only,
    _revoked_or_broken,
)

_NEVER_LOOKED = (
    Bearing(
        cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=SPEAKS_FOR, floor=FAINT
    ),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=POINTS_TO),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=POINTS_TO),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_AGAINST),
)
_NOT_THAT_SCHEME = (
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_AGAINST),
)
_UNKNOWN_TO_IT = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_TO),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=LEANS_AGAINST),
)
_KNOWN = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
)
_WHOEVER_ASKS = (
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=POINTS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_AGAINST),
)
_MAY_BE_BROKEN = (Bearing(cause=Cause.REVOKED_TOKEN, ratio=LEANS_AGAINST),)
_RULE = Bearing(cause=Cause.NETWORK_BLOCKED, slug="refused-whoever-asks", floor=FAIR)
_HINT = Bearing(cause=Cause.NETWORK_BLOCKED, slug="refused-whoever-asks", floor=HINT)
_LIKE_BROKEN = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=POINTS_TO),
    Bearing(cause=Cause.CONFIGURATION, slug="issuer-not-trusted", ratio=POINTS_TO),
    Bearing(cause=Cause.CONFIGURATION, slug="signing-key-unknown", ratio=POINTS_TO),
)


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


# ---------------- Makes the record of what came of an experiment
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
