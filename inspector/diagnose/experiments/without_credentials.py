"""Experiment: the same request with nothing in it that tells who asks."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import RATHER
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    LEANS_TO,
    POINTS_TO,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared
from inspector.diagnose.trial.taken import without_credential
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if ground.case.sent.has_any or ground.case.sent.cookies:
        return ""
    return tr("Nothing was sent that could be left out.")


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    yield Ask(request=without_credential(ground.request))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("It is given to anyone; what you sent is the reason for the refusal.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_OPEN)
    if found.result == "same":
        meaning = tr("The server answers as if nothing had been sent.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_UNSEEN)
    if found.result == "differs":
        meaning = tr("Without a credential it answers otherwise, so it looked at yours.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_SEEN)
    return Reading(result=found.result, shows=found.shows)


_OPEN = (
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=STRONGLY_FOR, floor=RATHER),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=AGAINST),
)
# Many servers answer both alike (nginx with Basic does), so this says little by itself.
_UNSEEN = (
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=LEANS_TO),
    Bearing(cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=POINTS_TO),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=POINTS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=LEANS_AGAINST),
)
_SEEN = (
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
    Bearing(cause=Cause.CONFIGURATION, slug="authorization-stripped", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=LEANS_TO),
    Bearing(cause=Cause.CONFIGURATION, ratio=LEANS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=LEANS_TO),
    Bearing(cause=Cause.REVOKED_TOKEN, ratio=LEANS_TO),
)

EXPERIMENT = Experiment(
    id="without-credentials",
    question=tr("Is the refusal the same when no credential is sent at all?"),
    varies=tr("No credentials"),
    sends=tr("The same request without credential, keys and cookies."),
    tells=(
        Cause.MISSING_CREDENTIALS,
        Cause.INVALID_CREDENTIALS,
        Cause.CONFIGURATION,
        Cause.NETWORK_BLOCKED,
        Cause.INSUFFICIENT_PERMISSIONS,
    ),
    carries=False,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.bare_rounds,
)
