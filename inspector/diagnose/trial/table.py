"""What several results say together that none says alone."""

from collections.abc import Callable, Iterator, Mapping

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import FAINT, FAIR, HINT
from inspector.diagnose.trial.part import Bearing, Reading
from inspector.diagnose.trial.ratios import AGAINST, LEANS_AGAINST, LEANS_TO, POINTS_TO, SPEAKS_FOR
from inspector.diagnose.trial.reading import main_case
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause
from inspector.wording import tr

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
