"""Experiment: the same request over https; never the other way round."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.fixes.addresses import http_port
from inspector.diagnose.fixes.builders import asked
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.weights import LIKELY
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

_LIMIT = 3.0  # seconds: a server that speaks no TLS may just wait for more
_HTTP = lazy_re(r"(?i)^http://")
_PORT = lazy_re(r"^([^/?#]*):80(?=[/?#]|$)")


def _applies(ground: Ground) -> str:
    if not ground.url.startswith("http://"):
        return tr("It goes over https already.")
    port = http_port(asked(ground.case))
    if port:
        return tr("Port {port} answered over http, so it can't answer over https.", port=port)
    return ""


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


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    last = after.last
    met = last is not None and last.failure is not None and last.failure.kind == "certificate"
    if before.exchange.reply is None and met:
        return msgspec.structs.replace(found, name="speaks-tls")
    answers = before.exchange.reply is None and found.status and found.result != "accepted"
    return msgspec.structs.replace(found, name="answers") if answers else found


_NOT = says(Ratio.LEANS_AGAINST, "https-wanted", "http-in-place-of-https")
_TABLE = (
    when(
        "accepted",
        tr("The same request works over https."),
        says(Ratio.SETTLES, "https-wanted", floor=LIKELY),
        says(Ratio.SETTLES, "http-in-place-of-https"),
        says(Ratio.STRONGLY_FOR, "secure-cookie-over-http"),
        says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, Cause.MISSING_CREDENTIALS),
        proves=("https-wanted", "http-in-place-of-https", "secure-cookie-over-http"),
    ),
    when(
        "answers",
        tr("Over http there was no answer; over https there is one."),
        says(Ratio.SETTLES, "https-wanted", floor=LIKELY),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED),
        says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE),
    ),
    when(
        "speaks-tls",
        tr("The port speaks TLS: it showed a certificate, which is another matter."),
        says(Ratio.SETTLES, "https-wanted"),
        says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED),
        says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE),
    ),
    when(("same", "differs"), tr("It is refused over https as well."), _NOT),
    when("failed", tr("There is no answer over https."), _NOT),
)

EXPERIMENT = Experiment(
    id="http-https",
    question=tr("Does the same address work over https?"),
    varies=tr("https"),
    sends=tr("The same request over https."),
    tells=(Cause.WRONG_ENDPOINT,),
    compares=False,
    applies=_applies,
    variant=sending(_over_https),
    observe=_observe,
    table=_TABLE,
    cost=_cost,
)
