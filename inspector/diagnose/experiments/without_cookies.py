"""Experiment: the same request without its cookies."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import HALF
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
from inspector.diagnose.trial.taken import without_cookies
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    return "" if ground.case.sent.cookies else tr("No cookie was sent.")


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    yield Ask(request=without_cookies(ground.request))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("It is accepted without cookies: a cookie is the reason for the refusal.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_COOKIE)
    if found.result == "same":
        meaning = tr("The cookies make no difference.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_NO_MATTER)
    if found.result == "differs":
        meaning = tr("Without cookies it answers otherwise, so it looked at them.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_SEEN)
    return Reading(result=found.result, shows=found.shows)


_COOKIE = (
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=STRONGLY_FOR, floor=HALF),
    Bearing(cause=Cause.CSRF_FAILURE, ratio=STRONGLY_FOR),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=AGAINST),
)
# An ended session is often taken for none at all, so this says little about it.
_NO_MATTER = (
    Bearing(cause=Cause.CSRF_FAILURE, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=LEANS_AGAINST),
    Bearing(cause=Cause.EXPIRED_SESSION, slug="session-lost", ratio=LEANS_TO),
)
_SEEN = (
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=AGAINST),
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=LEANS_TO),
    Bearing(cause=Cause.CSRF_FAILURE, ratio=POINTS_TO),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=POINTS_TO),
)

EXPERIMENT = Experiment(
    id="without-cookies",
    question=tr("Is the refusal the same without cookies?"),
    varies=tr("No cookies"),
    sends=tr("The same request without its cookies."),
    tells=(Cause.EXPIRED_SESSION, Cause.CSRF_FAILURE),
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
