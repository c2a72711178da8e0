"""Experiment: the same call with another credential that is saved for the same host."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    LEANS_AGAINST,
    POINTS_TO,
    RULES_OUT,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
)
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import without_credential
from inspector.model.attempt import Attempt
from inspector.model.experiment import Consent, SavedCredential
from inspector.model.finding import Cause
from inspector.wording import tr


def _other(ground: Ground) -> SavedCredential | None:
    """Return the first saved credential of this host that is not the one sent."""
    for one in ground.aids.others:
        mine = one.credential == ground.request.credential
        if one.credential.is_given and not mine and is_home(one.host, ground.url):
            return one
    return None


def _applies(ground: Ground) -> str:
    if _other(ground) is not None:
        return ""
    return tr("No other credential is saved for this host.")


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    other = _other(ground)
    if other is not None:
        bare = without_credential(ground.request)
        yield Ask(request=msgspec.structs.replace(bare, credential=other.credential))


def _asks(ground: Ground) -> tuple[Consent, ...]:
    other = _other(ground)
    is_login = other is not None and other.credential.is_login()
    return ("login-attempt",) if is_login else ()


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        meaning = tr("Another credential gets through: the reason lies in the one sent.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_MINE)
    if found.result == "same":
        meaning = tr("Another credential is refused in the same way.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_NOT_MINE)
    if found.result == "differs":
        meaning = tr("Another credential is refused as well, in another way.")
        return Reading(result="differs", shows=found.shows, meaning=meaning)
    return Reading(result=found.result, shows=found.shows)


_MINE = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
    Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=STRONGLY_AGAINST),
)
_NOT_MINE = (
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=SPEAKS_FOR),
    Bearing(cause=Cause.CONFIGURATION, ratio=POINTS_TO),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_AGAINST),
)

EXPERIMENT = Experiment(
    id="other-saved-credential",
    question=tr("Does the same call work with another saved credential?"),
    varies=tr("Other saved credential"),
    sends=tr("The same request with another credential that is saved for this host."),
    tells=(Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    carries=False,
    asks=_asks,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds + 1,
)
