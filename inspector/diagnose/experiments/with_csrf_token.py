"""Experiment: a CSRF token is fetched by GET, then the same request is sent with it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import SOUND
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    RULES_OUT,
    SETTLES,
    STRONGLY_AGAINST,
)
from inspector.diagnose.trial.reading import compared, main_case
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr

_QUESTIONS = 3  # the same address, the page it belongs to, the place its framework has


def _applies(ground: Ground) -> str:
    if ground.case.sent.is_safe:
        return tr("{method} only reads and needs no CSRF token.", method=ground.method)
    return ""


def _variant(ground: Ground, means: Means) -> Steps:
    changed = yield from means.with_csrf_token(ground.request, ground.case.trace.exchanges)
    if changed is not None:
        yield Ask(request=changed)


def _read(before: Case, after: Attempt) -> Reading:
    if main_case(after) is None:
        meaning = tr("The reply to GET holds no CSRF token.")
        return Reading(result="failed", shows=tr("no token found"), meaning=meaning)
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        meaning = tr("With a fresh CSRF token it gets through.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_THAT)
    if found.result in {"same", "differs"}:
        meaning = tr("A fresh CSRF token does not help.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_NOT_THAT)
    return Reading(result=found.result, shows=found.shows)


_THAT = (
    Bearing(cause=Cause.CSRF_FAILURE, ratio=SETTLES),
    Bearing(cause=Cause.CSRF_FAILURE, slug="csrf-token-missing", floor=SOUND),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=RULES_OUT),
    Bearing(cause=Cause.EXPIRED_SESSION, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.CONFIGURATION, ratio=AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=STRONGLY_AGAINST),
)
_NOT_THAT = (Bearing(cause=Cause.CSRF_FAILURE, ratio=LEANS_AGAINST),)

EXPERIMENT = Experiment(
    id="with-csrf-token",
    question=tr("Does the request work with a CSRF token fetched just before?"),
    varies=tr("Fresh CSRF token"),
    sends=tr("A GET for the token, then the same request with it."),
    tells=(Cause.CSRF_FAILURE,),
    methods=lambda ground: ("GET", ground.method),
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: _QUESTIONS + ground.rounds,
    requests=4,
)
