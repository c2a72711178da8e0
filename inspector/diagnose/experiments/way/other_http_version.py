"""Experiment: the same request by another version of HTTP."""

from typing import Literal

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

Version = Literal["auto", "1.0", "1.1", "2"]


def _other(ground: Ground) -> Version | None:
    """Return the version to ask by, None where the server offers no other that is usual."""
    spoken = ground.case.exchange.request.http_version
    if spoken.startswith("2"):
        return "1.1"
    if spoken == "1.0":
        return "1.1"
    held_back = ground.request.options.http_version == "1.1"
    return "2" if held_back and ground.url.startswith("https://") else None


def _applies(ground: Ground) -> str:
    if ground.case.exchange.reply is None:
        return tr("There was no reply to compare with.")
    if _other(ground) is None:
        return tr("By this version the server is asked by everybody.")
    return ""


def _by_other(ground: Ground) -> Request:
    version = _other(ground) or "auto"
    options = msgspec.structs.replace(ground.request.options, http_version=version)
    return msgspec.structs.replace(ground.request, options=options)


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.case is None:
        return found
    spoken, now = (one.exchange.request.http_version for one in (before, found.case))
    if spoken == now:
        return msgspec.structs.replace(found, name="no-other")
    values = {"sent": f"HTTP/{spoken}", "works": f"HTTP/{now}"}
    words = tr("By {works} the same request is accepted.", works=values["works"])
    meaning = words if found.result == "accepted" else ""
    return msgspec.structs.replace(found, values=values, meaning=meaning)


_TABLE = (
    when("no-other", tr("The server speaks no other version.")),
    when(
        "accepted",
        "",
        says(Ratio.SETTLES, "http-version-refused", floor=SOUND),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.MISSING_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED, Cause.WRONG_ENDPOINT),
        proves=("http-version-refused",),
    ),
    when(
        ("same", "differs"),
        tr("The version of HTTP is not the reason."),
        says(Ratio.STRONGLY_AGAINST, "http-version-refused"),
    ),
)

EXPERIMENT = Experiment(
    id="other-http-version",
    question=tr("Is the answer the same by another version of HTTP?"),
    varies=tr("Other HTTP version"),
    sends=tr("The same request by HTTP/1.1 in place of HTTP/2 or 1.0, or by HTTP/2."),
    tells=(Cause.CONFIGURATION,),
    applies=_applies,
    variant=sending(_by_other),
    observe=_observe,
    table=_TABLE,
)
