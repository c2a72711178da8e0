"""Experiment: the OPTIONS request that a browser would send first."""

import msgspec

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, shown
from inspector.diagnose.trial.taken import without_credential
from inspector.diagnose.weights import HINT
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.message import Message, first
from inspector.model.request import NoBody, RequestHeader
from inspector.protocol.cors import checks
from inspector.protocol.urls import origin_of
from inspector.wording import tr


def _page(message: Message) -> str:
    """Return the origin of the page that asked, empty where no page did."""
    origin = first(message.headers, "Origin") or ""
    return "" if origin in {"", "null", origin_of(message.url)} else origin


def _applies(ground: Ground) -> str:
    if not _page(ground.asked.request):
        return tr("It is not a page of another origin that asks.")
    if any(one.purpose == "preflight" for one in ground.case.trace.exchanges):
        return tr("The preflight was sent already.")
    return ""


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    message = ground.asked.request
    asked = checks.preflight(message, _page(message))
    rows = tuple(
        RequestHeader(one.name, one.value) for one in asked.headers if one.name.lower() != "host"
    )
    bare = without_credential(ground.request)
    options = msgspec.structs.replace(bare.options, browser_origin="", follow_redirects=False)
    request = msgspec.structs.replace(
        bare, method="OPTIONS", body=NoBody(), headers=rows, options=options
    )
    yield Ask(request=request, purpose="preflight")


def _observe(before: Case, after: Attempt) -> Compared:
    last = after.exchanges[-1]
    if last.reply is None:
        return Compared("failed", last.failure.message if last.failure else "")
    message = before.exchange.request
    with_cookies = first(message.headers, "Cookie") is not None
    faults = checks.judge_preflight(
        last.reply, message, _page(message), with_credentials=with_cookies
    )
    shows = shown(Trace(after).case(len(after.exchanges) - 1))
    return (
        Compared("differs", shows, meaning=faults[0].message)
        if faults
        else Compared("accepted", shows)
    )


_TABLE = (
    when(
        "accepted",
        tr("A browser would go on after this preflight."),
        says(Ratio.RULES_OUT, "preflight-refused"),
        says(Ratio.AGAINST, "cors-refused"),
    ),
    # A page could not have asked; whether that is why this request was refused is another question.
    when(
        "differs",
        "",
        says(Ratio.STRONGLY_FOR, "preflight-refused", floor=HINT),
        says(Ratio.SPEAKS_FOR, "cors-refused"),
    ),
)

EXPERIMENT = Experiment(
    id="preflight",
    question=tr("Does the server answer the preflight that a browser would send?"),
    varies=tr("Preflight"),
    sends=tr("OPTIONS as a browser sends it, without any credential."),
    tells=(Cause.CONFIGURATION,),
    methods=lambda _: ("OPTIONS",),
    carries=False,
    compares=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: 1,
)
