"""What never became a request or an answer: a URL, header or setting that can't be used."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import OPEN, PROVEN, STATED
from inspector.model.annotation import Place
from inspector.wording import tr

_SLUGS = {
    "bad-url": "request-not-sendable",
    "bad-method": "request-not-sendable",
    "bad-header": "request-not-sendable",
    "bad-proxy": "request-not-sendable",
    "line-break-in-header": "line-break-in-header",
    "unsendable": "request-not-sendable",
    "too-large": "reply-header-too-large",
    "broken-header": "reply-header-broken",
    "too-many-redirects": "redirect-loop",
    "redirect-not-followed": "redirect-leads-nowhere",
    "no-final-reply": "no-final-reply",
}
# What ends a sign-in: while something is missing for it, or by an answer that can't be used.
_COMPOSED = frozenset(
    {"bad-key", "bad-issuer", "no-redirect", "port-taken", "no-endpoint", "no-vault", "never-asked"}
)
_SIGN_IN = {
    "no-metadata": "provider-not-described",
    "no-endpoint": "provider-not-described",
    "issuer-differs": "provider-names-another-issuer",
    "no-token": "sign-in-reply-not-understood",
    "no-device-code": "sign-in-reply-not-understood",
    "no-request-uri": "sign-in-reply-not-understood",
    "no-client": "sign-in-reply-not-understood",
    "not-done": "sign-in-reply-not-understood",
    "nobody-came-back": "sign-in-not-finished",
    "nobody-to-ask": "sign-in-not-finished",
    "not-answered": "sign-in-not-finished",
    "no-answer": "sign-in-not-finished",
    "answer-differs": "sign-in-answer-differs",
    "sign-in-refused": "sign-in-refused",
}


def not_sendable(case: Case) -> Found:
    """The sender stopped by itself and said why."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in _SLUGS:
        yield case.suspect(
            _SLUGS[failure.kind],
            OPEN if failure.kind == "broken-header" and case.is_refused else STATED,
            fact(failure.message, _place_of(case, failure.kind)),
            detail=failure.message,
        )


def _place_of(case: Case, kind: str) -> Place:
    location = case.heard.header_place("location") if kind == "redirect-not-followed" else None
    return location or case.connection_place


def sign_in_ended(case: Case) -> Found:
    """A sign-in could not go on; whoever played its steps said why."""
    failure = case.exchange.failure
    if failure is None or failure.stage not in {"compose", "sign-in"}:
        return
    composed = failure.stage == "compose" and failure.kind in _COMPOSED
    slug = "request-not-sendable" if composed else _SIGN_IN.get(failure.kind, "")
    if slug:
        told = fact(failure.message, case.connection_place)
        yield case.suspect(slug, STATED, told, detail=failure.message)


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

RULES = (not_sendable, sign_in_ended, preflight_not_allowed, secret_held_back)
