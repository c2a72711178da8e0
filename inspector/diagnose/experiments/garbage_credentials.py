"""Experiment: a made-up credential of the same shape; never with a real account's name."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    LEANS_TO,
    POINTS_TO,
    RULES_OUT,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
)
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if ground.credential is not None and not ground.credential.is_supported:
        return tr("This scheme can't be sent yet.")
    if ground.case.sent.is_login:
        return tr("A login form would count a failed login.")
    if ground.names_account:
        return tr("The request names an account, which would get a failed login.")
    if ground.case.sent.main is not None:
        return ""
    return tr("No credential was sent that could be replaced.")


def _variant(ground: Ground, means: Means) -> Steps:
    made = _made_up(with_credential(ground.request, means), means)
    if made is not None:
        yield Ask(request=made)


def _made_up(request: Request, means: Means) -> Request | None:
    chosen = request.credential
    if chosen.is_login():
        other = chosen.with_user(garbage.user_name()).with_secret(means.put(garbage.password()))
        return msgspec.structs.replace(request, credential=other)
    token = token_of(request, means)
    return with_token(request, garbage.same_shape(token), means) if token else None


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("A made-up credential is accepted, so it is not checked here.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_UNCHECKED)
    if found.result == "same":
        meaning = tr("A made-up credential is refused in the same way as yours.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_ALIKE)
    if found.result == "differs":
        meaning = tr("A made-up credential is refused in another way: yours is understood.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_UNDERSTOOD)
    return Reading(result=found.result, shows=found.shows)


_UNCHECKED = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_TO),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=AGAINST),
)
# Many APIs say "invalid token" to whatever fails: a wrong audience or issuer looks the same.
_ALIKE = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_TO),
    Bearing(cause=Cause.CONFIGURATION, ratio=LEANS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CSRF_FAILURE, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.ACCOUNT_LOCKED, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=LEANS_TO),
)
_UNDERSTOOD = (
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="wrong-password", ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="key-refused", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-not-accepted", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, ratio=LEANS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="credential-malformed", ratio=AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
    Bearing(cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=RULES_OUT),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=AGAINST),
)

EXPERIMENT = Experiment(
    id="garbage-credentials",
    question=tr("Does the server answer a made-up credential in the same way?"),
    varies=tr("Made-up credential"),
    sends=tr("The same request with a random credential of the same shape, in nobody's name."),
    tells=(
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.REVOKED_TOKEN,
        Cause.CONFIGURATION,
        Cause.MISSING_CREDENTIALS,
    ),
    carries=False,
    guesses=True,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
