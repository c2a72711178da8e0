"""Experiment: the same request with the cookies that are kept, and those that the refusal set."""

import msgspec

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import SOUND
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.protocol.cookie.cookies import cookie_names
from inspector.protocol.urls import host_of
from inspector.wording import tr


def _seen(ground: Ground) -> tuple[Exchange, ...]:
    """Return what this server answered so far: before the refused request, and up to it."""
    case = ground.case
    earlier = (one for attempt in ground.aids.earlier for one in attempt.exchanges)
    known = (one for one in earlier if host_of(one.request.url) == host_of(case.sent.url))
    return (*known, *case.trace.exchanges[: case.index + 1])


def _applies(ground: Ground) -> str:
    trace = Trace(Attempt(exchanges=_seen(ground)))
    cases = (trace.case(index) for index in range(len(trace)))
    found = {cookie.name for one in cases for _, cookie in one.cookies_set if cookie.value}
    if found - set(cookie_names(ground.case.exchange.request.headers)):
        return ""
    return tr("The server set no cookie that did not go along.")


def _with_jar(ground: Ground) -> Request:
    options = msgspec.structs.replace(ground.request.options, use_cookies=True)
    return msgspec.structs.replace(ground.request, options=options)


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    changed = means.with_cookies(_with_jar(ground), _seen(ground))
    yield Ask(request=changed)


_TABLE = (
    when(
        ("accepted", "went-on"),
        tr("With its cookies it gets through: they were not returned before."),
        says(Ratio.SETTLES, "cookie-not-returned", floor=SOUND),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT, Cause.CONFIGURATION),
        proves=("cookie-not-returned", "csrf-cookie-not-sent"),
    ),
    when(
        ("same", "differs"),
        tr("With its cookies it is refused as well."),
        says(Ratio.AGAINST, "cookie-not-returned", "csrf-cookie-not-sent"),
    ),
)

EXPERIMENT = Experiment(
    id="with-cookie-jar",
    question=tr("Does it work with the cookies that are kept and were just set?"),
    varies=tr("With its cookies"),
    sends=tr("The same request with the kept cookies of this server and those of the refusal."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.EXPIRED_SESSION),
    applies=_applies,
    variant=_variant,
    table=_TABLE,
)
