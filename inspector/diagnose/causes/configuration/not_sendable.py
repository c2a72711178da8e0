"""What never became a request or an answer: a URL, header or setting that can't be used."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import PROVEN, STATED
from inspector.wording import tr

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
            STATED,
            fact(failure.message, case.connection_place),
            detail=failure.message,
        )


def preflight_not_allowed(case: Case) -> Found:
    """The reply to the preflight does not allow the request, which was not sent (Fetch §4.8)."""
    failure = case.exchange.failure
    if failure is not None and failure.kind == "preflight-refused":
        yield case.suspect(
            "preflight-not-allowed",
            STATED,
            fact(failure.detail, case.connection_place),
            detail=failure.detail,
        )


def secret_held_back(case: Case) -> Found:
    """A redirect to another origin would have repeated a secret there; nothing was sent."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in _HELD:
        return
    source = case.previous
    names = [one.name for one in case.exchange.dropped if one.rule in _HELD[failure.kind]]
    what = tr(" and ").join(tr("the body") if name == "body" else name for name in names)
    evidence = [fact(failure.message, case.connection_place)]
    if source is not None:
        place = source.heard.header_place("location")
        there = tr("{host} redirected to {other}.", host=source.sent.host, other=case.sent.host)
        evidence.insert(0, fact(there, place))
    yield case.suspect(
        failure.kind, PROVEN, *evidence, detail=failure.message, to=case.sent.host, what=what
    )


_HELD = {"secret-held-back": {"held-back"}, "secret-never-over-http": {"downgrade"}}

RULES = (not_sendable, preflight_not_allowed, secret_held_back)
