"""Experiment: the same secret under the scheme that the server's challenge names."""

import msgspec

from inspector.compose import carried_over
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import CLEAR
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    LEANS_AGAINST,
    POINTS_TO,
    RULES_OUT,
    SETTLES,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import with_credential
from inspector.model.attempt import Attempt
from inspector.model.credential import ApiKey, Bearer, kind_of, kind_of_scheme
from inspector.model.finding import Cause
from inspector.wording import tr

_ALSO_BEARER = "token"  # a word before a token, offered by some APIs as if it were a scheme


def _kind(scheme: str) -> str:
    """Return the kind of credential that sends an offered scheme, empty where none does."""
    known = kind_of_scheme(scheme)
    if known is not None:
        return known.tag()
    return Bearer.tag() if scheme == _ALSO_BEARER else ""


def _offered(ground: Ground) -> str:
    """Return the scheme offered that the secret sent can be carried over to, or nothing."""
    sent = ground.case.sent
    main = sent.main
    if main is None or sent.is_login:
        return ""
    if main.where == "cookie":
        return ""
    mine = main.scheme or ApiKey.tag()
    held = carried_over.sent_as(main.scheme).tag() if main.scheme else ApiKey.tag()
    for scheme in ground.case.heard.schemes:
        if scheme != mine and carried_over.carries(held, _kind(scheme)):
            return scheme
    return ""


def _applies(ground: Ground) -> str:
    if not ground.case.heard.schemes:
        return tr("The server names no scheme.")
    if not _offered(ground):
        return tr("The server names no other scheme that this credential could be sent in.")
    return ""


def _variant(ground: Ground, means: Means) -> Steps:
    request = with_credential(ground.request, means)
    other = carried_over.switched(request.credential, _kind(_offered(ground)))
    yield Ask(request=msgspec.structs.replace(request, credential=other))


def _cost(ground: Ground) -> int:
    return ground.rounds + kind_of(_kind(_offered(ground))).rounds - 1


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("The same secret is accepted in the scheme that the server names.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_THAT_IS_IT)
    if found.result in {"same", "differs"}:
        meaning = tr("The scheme that the server names does not help by itself.")
        bearings = (
            Bearing(cause=Cause.SCHEME_MISMATCH, ratio=LEANS_AGAINST),
            Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=POINTS_TO),
        )
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=bearings)
    return Reading(result=found.result, shows=found.shows)


_THAT_IS_IT = (
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=STRONGLY_FOR),
    Bearing(cause=Cause.SCHEME_MISMATCH, slug="other-scheme-wanted", ratio=SETTLES, floor=CLEAR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=RULES_OUT),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=RULES_OUT),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=RULES_OUT),
    Bearing(cause=Cause.CONFIGURATION, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
)

EXPERIMENT = Experiment(
    id="other-scheme",
    question=tr("Does the server accept the scheme that its challenge names?"),
    varies=tr("The scheme it names"),
    sends=tr("The same request with your credential in the scheme of the challenge."),
    tells=(Cause.SCHEME_MISMATCH,),
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=_cost,
    requests=2,
)
