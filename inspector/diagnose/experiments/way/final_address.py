"""Experiment: the same request sent straight to the address that the redirects led to."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.consents import is_home
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.weights import CLEAR
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.question import Consent
from inspector.model.request import NoBody, Request
from inspector.protocol.urls import is_downgrade
from inspector.reading.safe_calls import promised
from inspector.wording import tr

_replace = msgspec.structs.replace


def _applies(ground: Ground) -> str:
    if is_downgrade(ground.url, ground.case.sent.url):
        return tr("The redirect leads from https to http, where a credential must not go.")
    moved = ground.case.sent.url != ground.url and ground.case.exchange.purpose == "redirect"
    return "" if moved else tr("There was no redirect.")


def _straight(ground: Ground) -> Request:
    request, method = ground.request, ground.case.sent.method
    moved = _replace(request, url=ground.case.sent.url, query=())
    if method == ground.method:
        return moved
    rows = tuple(row for row in request.headers if not row.name.lower().startswith("content-"))
    return _replace(moved, method=method, body=NoBody(), headers=rows)


def _asks(ground: Ground) -> tuple[Consent, ...]:
    return () if is_home(ground.url, ground.case.sent.url) else ("new-host",)


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    lost = (found.result == "accepted" or found.went_on) and _lost_on_the_way(before)
    return _replace(found, name="lost") if lost else found


def _lost_on_the_way(before: Case) -> bool:
    return any(
        gone.name.lower() == "authorization" or gone.rule == "other-origin"
        for one in before.trace.exchanges[: before.index + 1]
        for gone in one.dropped
    )


_DROPPED = "authorization-dropped-on-redirect"
_TABLE = (
    when(
        "lost",
        tr("Sent straight to the final address, the same request gets through."),
        says(Ratio.SETTLES, _DROPPED, floor=CLEAR),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.STRONGLY_AGAINST, Cause.CONFIGURATION),
        says(Ratio.RULES_OUT, Cause.NETWORK_BLOCKED, Cause.SCHEME_MISMATCH),
        proves=(_DROPPED,),
    ),
    when(
        ("accepted", "went-on"),
        tr("Sent straight to the final address, the same request gets through."),
        says(Ratio.STRONGLY_FOR, Cause.WRONG_ENDPOINT, _DROPPED),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
    ),
    when(
        ("same", "differs"),
        tr("It is refused at the final address as well."),
        says(Ratio.STRONGLY_AGAINST, _DROPPED),
        says(Ratio.LEANS_AGAINST, "moved-host"),
        says(Ratio.POINTS_TO, Cause.INVALID_CREDENTIALS),
    ),
)

EXPERIMENT = Experiment(
    id="final-address",
    question=tr("Does the same request work when sent to the other address?"),
    varies=tr("Final address"),
    sends=tr("The same request with its credential to the address that the redirects led to."),
    tells=(Cause.MISSING_CREDENTIALS, Cause.WRONG_ENDPOINT),
    methods=lambda ground: (promised(ground.case.sent),),
    asks=_asks,
    applies=_applies,
    variant=sending(_straight),
    observe=_observe,
    table=_TABLE,
)
