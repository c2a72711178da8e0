"""Experiment: the same request without the proxy in between."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import SOUND
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    LEANS_TO,
    RULES_OUT,
    SETTLES,
    SPEAKS_FOR,
    STRONGLY_AGAINST,
)
from inspector.diagnose.trial.reading import compared
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    connection = ground.case.exchange.connection
    proxied = connection is not None and bool(connection.proxy)
    through = any(one.purpose == "proxy-connect" for one in ground.case.trace.exchanges)
    return "" if proxied or through else tr("No proxy is used.")


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    options = msgspec.structs.replace(ground.request.options, proxy="none")
    yield Ask(request=msgspec.structs.replace(ground.request, options=options))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted" or found.went_on:
        meaning = tr("Without the proxy it gets through: the proxy refused it.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_PROXY)
    if found.result == "same":
        meaning = tr("The answer is the same without the proxy: it comes from the server.")
        return Reading(result="same", shows=found.shows, meaning=meaning, bearings=_SERVER)
    if found.result == "differs":
        meaning = tr("Without the proxy another refusal comes: the first was the proxy's.")
        return Reading(result="differs", shows=found.shows, meaning=meaning, bearings=_OTHER)
    meaning = tr("The server can't be reached without the proxy.")
    return Reading(result=found.result, shows=found.shows, meaning=meaning)


_PROXY = (
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=SETTLES),
    Bearing(cause=Cause.NETWORK_BLOCKED, slug="proxy-refused", floor=SOUND),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=RULES_OUT),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=RULES_OUT),
)
_OTHER = (Bearing(cause=Cause.NETWORK_BLOCKED, ratio=SPEAKS_FOR),)
_SERVER = (
    Bearing(cause=Cause.NETWORK_BLOCKED, slug="proxy-refused", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, slug="proxy-login-required", ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.NETWORK_BLOCKED, slug="web-server-rule", ratio=LEANS_TO),
)

EXPERIMENT = Experiment(
    id="direct-without-proxy",
    question=tr("Is the answer the same without the proxy in between?"),
    varies=tr("No proxy"),
    sends=tr("The same request straight to the server."),
    tells=(Cause.NETWORK_BLOCKED,),
    compares=False,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=lambda ground: ground.rounds,
)
