"""Lets the results of experiments move what the bytes made likely."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.judging.rank import POSSIBLE
from inspector.diagnose.trial.part import Bearing, Reading, all_experiments, at_least, says
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import main_case
from inspector.diagnose.weights import FAINT, FAIR, HINT, PROVEN, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause, Evidence
from inspector.wording import tr


# ---------------- What several results say together that none says alone
class Conclusion(msgspec.Struct, frozen=True):
    """What results side by side say: the experiment it rests on, the sentence, the causes."""

    experiment: str
    meaning: str
    bearings: tuple[Bearing, ...]


class Beside(msgspec.Struct, frozen=True):
    """The results by their experiments, and the status each got."""

    results: Mapping[str, str]
    statuses: Mapping[str, int]

    def are(self, wanted: Mapping[str, str]) -> bool:
        """Whether experiments came out in a certain way."""
        return all(self.results.get(name) == result for name, result in wanted.items())


WITHOUT, _MADE_UP, _BROKEN = "without-credentials", "garbage-credentials", "signature-altered"
_UNAUTHORIZED, _FORBIDDEN = 401, 403
_BARE_WORDS = frozenset({"denied", "unauthorized", "permission"})
Row = Callable[[Case, Beside], Conclusion | None]


def together(
    case: Case, outcomes: tuple[Outcome, ...], alone: Mapping[str, Reading]
) -> Iterator[Conclusion]:
    """Yield the conclusions from results side by side."""
    results: dict[str, str] = {name: reading.result for name, reading in alone.items()}
    beside = Beside(results, dict(_statuses(outcomes)))
    yield from filter(None, (row(case, beside) for row in _ROWS))


def _statuses(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[str, int]]:
    for one in outcomes:
        last = main_case(one.attempt) if one.attempt is not None else None
        if last is not None:
            yield one.plan.id, last.status


def _where(wanted: Mapping[str, str], conclusion: Conclusion) -> Row:
    """Return the row that holds where experiments came out so, whatever the refusal is."""
    return lambda _, beside: conclusion if beside.are(wanted) else None


def _alike(case: Case, beside: Beside) -> Conclusion | None:
    """Mine, a made-up one and none are refused in one way."""
    if not beside.are({WITHOUT: "same", _MADE_UP: "same"}):
        return None
    sent, offered = case.sent.authorization, case.heard.schemes
    if sent is not None and offered and sent.scheme not in offered:
        words = tr("It refuses everything alike in {scheme}.", scheme=sent.scheme.capitalize())
        return Conclusion(_MADE_UP, words, _NOT_THAT_SCHEME)
    if case.status != _FORBIDDEN and case.sent.credentials and not _is_login(case):
        # logins are often refused all alike, an ended session often as if there were none
        words = tr("It refuses yours, a made-up credential and none alike, as if it never looked.")
        return Conclusion(_MADE_UP, words, (*(_STRIPPED if sent else ()), *_NEVER_LOOKED))
    return None


def _is_login(case: Case) -> bool:
    sent = case.sent.authorization
    return sent is not None and sent.scheme in LOGIN_SCHEMES


def _known_but_forbidden(case: Case, beside: Beside) -> Conclusion | None:
    """Mine gets 403 where none or a made-up one gets 401."""
    statuses = beside.statuses
    other = next((name for name in (_MADE_UP, WITHOUT) if statuses.get(name) == _UNAUTHORIZED), "")
    if case.status != _FORBIDDEN or not other:
        return None
    return Conclusion(
        other, tr("With yours it answers 403, else 401: it knows who you are."), _KNOWN
    )


def _forbidden_to_all(case: Case, beside: Beside) -> Conclusion | None:
    """403 whoever asks."""
    if case.status != _FORBIDDEN or not beside.are({WITHOUT: "same"}):
        return None
    words = tr("It answers 403 whoever asks, so it is not about your account.")
    told = bool(case.meanings.keys() - _BARE_WORDS)  # a reason of its own is in the reply
    rule = at_least(HINT if told else FAIR, "refused-whoever-asks")
    return Conclusion(WITHOUT, words, (*_WHOEVER_ASKS, *rule))


_STRIPPED = says(Ratio.SPEAKS_FOR, "authorization-stripped", floor=FAINT)
_NEVER_LOOKED = (
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT, Cause.NETWORK_BLOCKED, Cause.SCHEME_MISMATCH),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
)
_NOT_THAT_SCHEME = (
    *says(Ratio.SPEAKS_FOR, Cause.SCHEME_MISMATCH),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
)
_KNOWN = (
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED, Cause.MISSING_CREDENTIALS),
)
_WHOEVER_ASKS = (
    *says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS),
)
_ROWS: tuple[Row, ...] = (
    _alike,
    _where(
        {WITHOUT: "differs", _MADE_UP: "same"},
        Conclusion(
            _MADE_UP,
            tr("It sees that a credential is sent and takes yours for a made-up one."),
            (
                *says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS),
                *says(Ratio.LEANS_AGAINST, Cause.MISSING_CREDENTIALS),
            ),
        ),
    ),
    _known_but_forbidden,
    _forbidden_to_all,
    _where(
        {_BROKEN: "same", _MADE_UP: "same", WITHOUT: "differs"},
        Conclusion(
            _BROKEN,
            tr("Yours is refused as tokens with a broken signature are."),
            says(
                Ratio.POINTS_TO,
                "token-signature-wrong",
                "issuer-not-trusted",
                "signing-key-unknown",
            ),
        ),
    ),
    _where(
        {"fresh-token": "accepted", _BROKEN: "same"},
        Conclusion(
            _BROKEN,
            tr("Yours is refused as broken ones are, so it may be broken and not taken back."),
            says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN),
        ),
    ),
)


_LEAST, _MOST = 0.004, PROVEN  # the least lets one result that settles it still be told
_UNTIL_CERTAIN = STRONG
_BACKED_BY_BYTES = POSSIBLE
# They all ask how far the credential is understood, so their answers are no independent proofs.
_ALIKE = frozenset(
    {"without-credentials", "garbage-credentials", "signature-altered", "expired-by-design"}
)

_ELSEWHERE = frozenset({"other-place-of-the-key", "other-scheme", "other-saved-credential"})


class Told(msgspec.Struct, frozen=True):
    """The id of an experiment, its meaning in words, and one thing that it says about a cause."""

    experiment: str
    meaning: str
    bearing: Bearing


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
    for told in sorted(results, key=lambda one: not one.bearing.floor):
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
            yield Told(name, reading.meaning, bearing)
    for one in together(case, outcomes, alone):
        for bearing in one.bearings:
            yield Told(one.experiment, one.meaning, bearing)


def _independent(told: tuple[Told, ...]) -> Iterator[Told]:
    """Of results that say the same of a cause in other words, leave the strongest."""
    strongest: dict[tuple[Cause, str, bool], Told] = {}
    for one in told:
        bearing = one.bearing
        if one.experiment not in _ALIKE or bearing.floor:
            yield one
            continue
        key = (bearing.cause, bearing.slug, bearing.ratio >= 1)
        other = strongest.get(key)
        if other is None or abs(log(bearing.ratio)) > abs(log(other.bearing.ratio)):
            strongest[key] = one
    yield from strongest.values()


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
    before = min(max(one.weight, _LEAST), _MOST)
    odds = before / (1 - before) * bearing.ratio
    weight = odds / (1 + odds)
    if floor:
        weight = max(weight, bearing.floor)
    weight = min(max(weight, _LEAST), _MOST)
    if 1 / Ratio.LEANS_TO < bearing.ratio < Ratio.LEANS_TO and not (floor and bearing.floor):
        return msgspec.structs.replace(one, weight=weight)
    proof = Evidence(statement=told.meaning, experiment=told.experiment, against=bearing.ratio < 1)
    strong = bearing.ratio >= Ratio.STRONGLY_FOR
    evidence = (proof, *one.evidence) if strong else (*one.evidence, proof)
    return msgspec.structs.replace(one, weight=weight, evidence=evidence)


def _new(told: Told, entry: int) -> Suspicion:
    bearing = told.bearing
    return Suspicion(
        cause=bearing.cause,
        slug=bearing.slug,
        weight=bearing.floor,
        evidence=(Evidence(statement=told.meaning, experiment=told.experiment),),
        entry=entry,
    )
