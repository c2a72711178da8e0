"""Experiment: the same request over https; never the other way round."""

import re

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.weights import LIKELY
from inspector.diagnose.fixes.addresses import http_port
from inspector.diagnose.fixes.builders import asked
from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Ask, Bearing, Experiment, Means, Reading, Steps
from inspector.diagnose.trial.ratios import (
    AGAINST,
    LEANS_AGAINST,
    SETTLES,
    STRONGLY_AGAINST,
    STRONGLY_FOR,
)
from inspector.diagnose.trial.reading import compared
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr

_LIMIT = 3.0  # seconds: a server that speaks no TLS may just wait for more
_HTTP = re.compile(r"(?i)^http://")
_PORT = re.compile(r"^([^/?#]*):80(?=[/?#]|$)")


def _applies(ground: Ground) -> str:
    if not ground.url.startswith("http://"):
        return tr("It goes over https already.")
    port = http_port(asked(ground.case))
    if port:
        return tr("Port {port} answered over http, so it can't answer over https.", port=port)
    return ""


def _variant(ground: Ground, means: Means) -> Steps:
    del means
    yield Ask(request=_over_https(ground))


def _over_https(ground: Ground) -> Request:
    request = ground.request
    if _HTTP.match(request.url):
        rest = _HTTP.sub("", request.url)
    elif "://" not in request.url and not request.url.startswith("{{"):
        rest = request.url
    else:
        rest = ground.url.partition("://")[2]
        request = msgspec.structs.replace(request, query=())
    own = request.options
    limit = _LIMIT if own.timeout is None else min(own.timeout, _LIMIT)
    return msgspec.structs.replace(
        request,
        url="https://" + _PORT.sub(r"\1", rest),
        options=msgspec.structs.replace(own, timeout=limit),
    )


def _cost(ground: Ground) -> int:
    """Through a proxy https begins with a CONNECT."""
    connection = ground.case.exchange.connection
    return ground.rounds + int(connection is not None and bool(connection.proxy))


def _read(before: Case, after: Attempt) -> Reading:
    found = compared(before, after)
    if found.result == "accepted":
        meaning = tr("The same request works over https.")
        return Reading(result="accepted", shows=found.shows, meaning=meaning, bearings=_THAT)
    if before.exchange.reply is None and found.status:
        meaning = tr("Over http there was no answer; over https there is one.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_ANSWERS)
    if found.result in {"same", "differs"}:
        meaning = tr("It is refused over https as well.")
        return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_NOT)
    meaning = tr("There is no answer over https.")
    return Reading(result=found.result, shows=found.shows, meaning=meaning, bearings=_NOT)


_THAT = (
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="https-wanted", ratio=SETTLES, floor=LIKELY),
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="http-in-place-of-https", ratio=SETTLES),
    Bearing(cause=Cause.CONFIGURATION, slug="secure-cookie-over-http", ratio=STRONGLY_FOR),
    Bearing(cause=Cause.INVALID_CREDENTIALS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.INSUFFICIENT_PERMISSIONS, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.MISSING_CREDENTIALS, ratio=LEANS_AGAINST),
)
_ANSWERS = (
    Bearing(
        cause=Cause.WRONG_ENDPOINT, slug="http-in-place-of-https", ratio=STRONGLY_FOR, floor=LIKELY
    ),
    Bearing(cause=Cause.NETWORK_BLOCKED, ratio=STRONGLY_AGAINST),
    Bearing(cause=Cause.PROVIDER_UNREACHABLE, ratio=AGAINST),
)
_NOT = (
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="https-wanted", ratio=LEANS_AGAINST),
    Bearing(cause=Cause.WRONG_ENDPOINT, slug="http-in-place-of-https", ratio=LEANS_AGAINST),
)

EXPERIMENT = Experiment(
    id="http-https",
    question=tr("Does the same address work over https?"),
    varies=tr("https"),
    sends=tr("The same request over https."),
    tells=(Cause.WRONG_ENDPOINT,),
    compares=False,
    applies=_applies,
    variant=_variant,
    read=_read,
    cost=_cost,
)
