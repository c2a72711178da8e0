"""Experiment: the same JWT under a signature that can't fit."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.ground import Ground, no_jwt
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    POINTS_TO,
    RULES_OUT,
    STRONGLY_AGAINST,
)
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _variant(ground: Ground, means: Means) -> Steps:
    own = with_credential(ground.request, means)
    token = token_of(own, means)
    if garbage.is_jwt(token):
        yield Ask(request=with_token(own, garbage.with_other_signature(token), means))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("A token with a broken signature is accepted: the server does not check it.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_UNCHECKED)
    if found.result == "same":
        meaning = tr("A broken signature is refused in the same way as your token.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_ALIKE)
    if found.result == "differs":
        meaning = tr("A broken signature is refused in another way, so yours passes that check.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_PASSED)
    return Reading(result=found.result, shows=found.shows)


_UNCHECKED = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=STRONGLY_AGAINST),
)
_ALIKE = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-altered", ratio=POINTS_TO),
    Bearing(cause=Cause.CONFIGURATION, slug="signing-key-unknown", ratio=POINTS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=AGAINST),
    Bearing(cause=Cause.REVOKED_TOKEN, slug="token-revoked", ratio=LEANS_AGAINST),
)
_PASSED = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-signature-wrong", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-altered", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, slug="signing-key-unknown", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=RULES_OUT),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=POINTS_TO),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=POINTS_TO),
    Bearing(cause=Cause.CONFIGURATION, slug="audience-mismatch", ratio=POINTS_TO),
    Bearing(cause=Cause.INVALID_CREDENTIALS, slug="token-expired", ratio=POINTS_TO),
)

EXPERIMENT = Experiment(
    id="signature-altered",
    question=tr("Does the server answer a broken signature in the same way?"),
    varies=tr("Broken signature"),
    sends=tr("The same request; the signature of its token is replaced by random bytes."),
    tells=(Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    carries=False,
    forges=True,
    applies=no_jwt,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
