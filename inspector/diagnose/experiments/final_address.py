"""Experiment: the same request sent straight to the address that the redirects led to."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import CLEAR
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    POINTS_TO,
    RULES_OUT,
    SETTLES,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared
from inspector.model.attempt import Attempt
from inspector.model.experiment import Consent
from inspector.model.finding import Cause
from inspector.model.request import NoBody, Request
from inspector.protocol.urls import is_downgrade
from inspector.wording import tr

_replace = msgspec.structs.replace


def _applies(ground: Ground) -> str:
    if is_downgrade(ground.url, ground.case.sent.url):
        return tr("The redirect leads from https to http, where a credential must not go.")
    moved = ground.case.sent.url != ground.url and ground.case.exchange.purpose == "redirect"
    return "" if moved else tr("There was no redirect.")


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    yield Ask(request=_straight(ground))


def _straight(ground: Ground) -> Request:
    request, method = ground.request, ground.case.sent.method
    moved = _replace(request, url=ground.case.sent.url, query=())
    if method == ground.method:
        return moved
    rows = tuple(row for row in request.headers if not row.name.lower().startswith("content-"))
    return _replace(moved, method=method, body=NoBody(), headers=rows)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    return () if is_home(ground.url, ground.case.sent.url) else ("new-host",)


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        meaning = tr("Sent straight to the final address, the same request gets through.")
        lost = _lost_on_the_way(before)
        return Reading(
            result=found.result,
            shows=found.shows,
            meaning=meaning,
            bearings=_LOST if lost else _MOVED,
        )
    if found.result in {"same", "differs"}:
        meaning = tr("It is refused at the final address as well.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_NOT)
    return Reading(result=found.result, shows=found.shows)


def _lost_on_the_way(before: Case) -> bool:
    return any(
        gone.name.lower() == "authorization" or gone.rule == "other-origin"
        for one in before.trace.exchanges[: before.index + 1]
        for gone in one.dropped
    )


_LOST = (
    Bearing(
        cause=Cause.MISSING_CREDENTIALS,
        slug="authorization-dropped-on-redirect",
        ratio=SETTLES,
        floor=CLEAR,
    ),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=RULES_OUT),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=RULES_OUT),
    Bearing(cause=Cause.CONFIGURATION, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=RULES_OUT),
    Bearing(cause=Cause.SCHEME_MISMATCH, ratio=RULES_OUT),
)
_MOVED = (
    Bearing(cause=Cause.WRONG_ENDPOINT, ratio=STRONGLY_FOR),
    Bearing(
        cause=Cause.MISSING_CREDENTIALS,
        slug="authorization-dropped-on-redirect",
        ratio=STRONGLY_FOR,
    ),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=AGAINST),
)
_NOT = (
    Bearing(
        cause=Cause.MISSING_CREDENTIALS,
        slug="authorization-dropped-on-redirect",
        ratio=STRONGLY_AGAINST,
    ),
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="moved-host", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=POINTS_TO),
)

EXPERIMENT = Experiment(
    id="final-address",
    question=tr("Does the same request work when sent to the other address?"),
    varies=tr("Final address"),
    sends=tr("The same request with its credential to the address that the redirects led to."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.WRONG_ENDPOINT),
    methods=lambda ground: (ground.case.sent.method,),
    asks=_asks,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
