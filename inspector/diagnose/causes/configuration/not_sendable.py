"""What never became a request or an answer: a URL, header or setting that can't be used."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.reading import places

_SLUGS = {
    "bad-url": "request-not-sendable",
    "bad-method": "request-not-sendable",
    "bad-header": "request-not-sendable",
    "bad-proxy": "request-not-sendable",
    "line-break-in-header": "line-break-in-header",
    "unsendable": "request-not-sendable",
    "too-large": "reply-header-too-large",
    "too-many-redirects": "redirect-loop",
    "no-final-reply": "no-final-reply",
}


def not_sendable(case: Case) -> Found:
    """The sender stopped by itself and said why."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in _SLUGS:
        yield case.suspect(
            _SLUGS[failure.kind],
            0.97,
            fact(failure.message, places.connection(case.index)),
            detail=failure.message,
        )


def preflight_not_allowed(case: Case) -> Found:
    """The reply to the preflight does not allow the request, which was not sent (Fetch §4.8)."""
    failure = case.exchange.failure
    if failure is not None and failure.kind == "preflight-refused":
        yield case.suspect(
            "preflight-not-allowed",
            0.97,
            fact(failure.detail, places.connection(case.index)),
            detail=failure.detail,
        )


RULES = (not_sendable, preflight_not_allowed)
