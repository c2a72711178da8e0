"""Connections that were cut or never made, as far as the network is to blame."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import FAIR, HALF, HINT, OPEN, RATHER, SHOWN, STRONG
from inspector.reading import places

_WEIGHTS = {
    "proxy-refused": SHOWN,
    "proxy-not-reached": SHOWN,
    "reset": HALF,
    "unreachable": FAIR,
    "timeout": OPEN,
    "refused": HINT,
    "malformed-reply": OPEN,
    "blocked": RATHER,
}
_SLUGS = {
    "proxy-refused": "proxy-refused",
    "proxy-not-reached": "proxy-not-reached",
    "malformed-reply": "not-http",
}


def connection_failed(case: Case) -> Found:
    """No reply came: something in between may have cut the connection."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in _WEIGHTS:
        return
    connection = case.exchange.connection
    yield case.suspect(
        _SLUGS.get(failure.kind, "connection-cut"),
        _WEIGHTS[failure.kind],
        fact(failure.message, places.connection(case.index)),
        detail=failure.message,
        proxy=connection.proxy if connection else "",
    )


def blocked_by_browser(case: Case) -> Found:
    """The browser did not send the request: a policy or an extension forbids it.

    Extensions stop what counts visitors on every page: only a request with a credential matters.
    """
    failure = case.exchange.failure
    if failure is None or failure.kind != "blocked-by-browser":
        return
    by_policy = "ADMINISTRATOR" in failure.detail
    if by_policy or ("BY_CLIENT" in failure.detail and case.sent.has_any):
        yield case.suspect(
            "blocked-by-browser",
            STRONG if by_policy else FAIR,
            fact(failure.detail, places.connection(case.index)),
            detail=failure.message,
        )


RULES = (connection_failed, blocked_by_browser)
