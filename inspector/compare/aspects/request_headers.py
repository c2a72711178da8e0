"""The other header lines that were sent, by name, repeats in their order."""

from collections.abc import Iterator

from inspector.compare.fact import Fact
from inspector.compare.records import Weight
from inspector.compare.side import Side
from inspector.protocol.field_names import is_csrf_name
from inspector.wording import tr

PLACE, ID = 30, "request-headers"
_ELSEWHERE = frozenset({"cookie"})
_AUTH = frozenset(
    [
        "host",
        "origin",
        "referer",
        "content-type",
        "x-requested-with",
        "dpop",
        "date",
        "x-amz-date",
        "proxy-authorization",
        "x-forwarded-for",
        "x-forwarded-proto",
        "user-agent",
        "accept",
        "x-tenant-id",
        "x-api-version",
    ]
)
_NOISE = frozenset(
    [
        "x-request-id",
        "x-correlation-id",
        "traceparent",
        "tracestate",
        "x-b3-traceid",
        "x-b3-spanid",
        "idempotency-key",
        "if-modified-since",
        "if-none-match",
        "content-length",
    ]
)


def title() -> str:
    """Return the section's title."""
    return tr("Header lines sent")


def facts(side: Side) -> Iterator[Fact]:
    """Return each line."""
    for header in side.request.headers:
        name = header.name.lower()
        if name in _ELSEWHERE or header is side.credential:
            continue
        auth = name in _AUTH or bool(header.secret) or is_csrf_name(name)
        weight: Weight = "noise" if name in _NOISE else "auth" if auth else "plain"
        yield Fact(
            name=header.name.title(), text=side.masked(header), identity=header.value, weight=weight
        )
