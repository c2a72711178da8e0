"""Experiment: the same request without the proxy in between."""

from http import HTTPStatus

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import is_of_forward_proxy
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment, at_least, says, sending, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.weights import HINT, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    connection = ground.case.exchange.connection
    proxied = connection is not None and bool(connection.proxy)
    through = any(one.purpose == "proxy-connect" for one in ground.case.trace.exchanges)
    return "" if proxied or through else tr("No proxy is used.")


def _direct(ground: Ground) -> Request:
    options = msgspec.structs.replace(ground.request.options, proxy="none")
    return msgspec.structs.replace(ground.request, options=options)


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.result == "accepted" and _is_of_the_server(before):
        return msgspec.structs.replace(found, name="lost-on-the-way")
    return found


def _is_of_the_server(before: Case) -> bool:
    """Whether the server asked for its own login; some proxies ask for theirs by 401 as well."""
    asked = before.status == HTTPStatus.UNAUTHORIZED and bool(before.sent.credentials)
    return asked and not is_of_forward_proxy(before)


_TABLE = (
    when(
        "lost-on-the-way",
        tr("Without the proxy it gets through: by the proxy what was sent does not arrive."),
        says(Ratio.SETTLES, "authorization-stripped", floor=SOUND),
        at_least(HINT, "proxy-refused"),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.RULES_OUT, Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
        proves=("authorization-stripped",),
    ),
    when(
        ("accepted", "went-on"),
        tr("Without the proxy it gets through: the proxy refused it."),
        says(Ratio.SETTLES, Cause.NETWORK_BLOCKED),
        at_least(SOUND, "proxy-refused"),
        says(Ratio.RULES_OUT, Cause.INVALID_CREDENTIALS),
        says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS),
        says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS),
        proves=("proxy-refused", "proxy-login-required", "proxy-login-refused"),
    ),
    when(
        "same",
        tr("The answer is the same without the proxy: it comes from the server."),
        says(Ratio.STRONGLY_AGAINST, "proxy-refused", "proxy-login-required"),
        says(Ratio.LEANS_TO, "web-server-rule"),
    ),
    when(
        "differs",
        tr("Without the proxy another refusal comes: the first was the proxy's."),
        says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
    ),
    when("failed", tr("The server can't be reached without the proxy.")),
)

EXPERIMENT = Experiment(
    id="direct-without-proxy",
    question=tr("Is the answer the same without the proxy in between?"),
    varies=tr("No proxy"),
    sends=tr("The same request straight to the server."),
    tells=(Cause.NETWORK_BLOCKED, Cause.CONFIGURATION),
    compares=False,
    applies=_applies,
    variant=sending(_direct),
    observe=_observe,
    table=_TABLE,
)
