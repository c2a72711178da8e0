"""Experiment: the same request through the proxy of this computer, which it was told to go past."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.weights import SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if ground.request.options.proxy == "none":
        return ""
    return tr("It was not told to go past the proxy of this computer.")


def _proxied(ground: Ground) -> Request:
    options = msgspec.structs.replace(ground.request.options, proxy="system")
    return msgspec.structs.replace(ground.request, options=options)


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    by_proxy = any(
        one.purpose == "proxy-connect" or (one.connection is not None and one.connection.proxy)
        for one in after.exchanges
    )
    return found if by_proxy else msgspec.structs.replace(found, name="no-proxy")


_TABLE = (
    when("no-proxy", tr("This computer names no proxy for that address, so nothing follows.")),
    when(
        ("accepted", "went-on"),
        tr("Through the proxy it gets through: only requests that come from there are let in."),
        says(Ratio.SETTLES, "ip-not-allowed", floor=SOUND),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.WRONG_ENDPOINT),
        proves=("ip-not-allowed",),
    ),
    when(
        "same",
        tr("Through the proxy it is refused in the same way."),
        says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
    ),
    when("differs", tr("Through the proxy it is refused as well, in another way.")),
    when("failed", tr("Through the proxy the server is not reached.")),
)

EXPERIMENT = Experiment(
    id="by-the-proxy",
    question=tr("Is it let in when it comes through the proxy?"),
    varies=tr("Through the proxy"),
    sends=tr("The same request through the proxy that this computer names."),
    tells=(Cause.NETWORK_BLOCKED,),
    compares=False,
    applies=_applies,
    variant=sending(_proxied),
    observe=_observe,
    table=_TABLE,
    cost=lambda ground: ground.rounds + 1,
    requests=2,
)
