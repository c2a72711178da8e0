"""The header lines that came back; those that differ in every reply are set apart."""

from collections.abc import Iterator

from inspector.compare.fact import Fact
from inspector.compare.records import Weight
from inspector.compare.side import Side
from inspector.wording import tr

PLACE, ID = 60, "reply-headers"
_ELSEWHERE = frozenset({"www-authenticate", "proxy-authenticate"})
_NOISE = frozenset(
    [
        "date",
        "age",
        "x-request-id",
        "x-correlation-id",
        "request-id",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-amz-id-2",
        "cf-ray",
        "x-runtime",
        "x-response-time",
        "server-timing",
        "x-trace-id",
        "traceparent",
        "x-b3-traceid",
        "etag",
        "last-modified",
        "expires",
        "content-length",
        "x-envoy-upstream-service-time",
        "x-kong-request-id",
        "nel",
        "report-to",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "ratelimit-remaining",
        "ratelimit-reset",
        "x-vcap-request-id",
        "x-ms-request-id",
        "x-github-request-id",
        "keep-alive",
        "x-served-by",
        "x-timer",
    ]
)
_AUTH = frozenset(
    [
        "server",
        "via",
        "location",
        "set-cookie",
        "x-powered-by",
        "retry-after",
        "access-control-allow-origin",
        "access-control-allow-headers",
        "access-control-allow-credentials",
        "authentication-info",
        "x-cache",
        "x-error-code",
        "x-oauth-scopes",
        "x-accepted-oauth-scopes",
        "allow",
    ]
)


def title() -> str:
    """Return the section's title."""
    return tr("Header lines received")


def facts(side: Side) -> Iterator[Fact]:
    """Return each line."""
    reply = side.exchange.reply
    for header in reply.headers if reply is not None else ():
        name = header.name.lower()
        if name in _ELSEWHERE:
            continue
        weight: Weight = "noise" if name in _NOISE else "auth" if name in _AUTH else "plain"
        yield Fact(
            name=header.name.title(), text=side.masked(header), identity=header.value, weight=weight
        )
