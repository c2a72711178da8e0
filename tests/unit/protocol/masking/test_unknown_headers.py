"""Names that standards, servers and networks use are known; of the rest long random values hide."""

from collections import Counter
from pathlib import Path

import pytest

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.model.message import Header
from inspector.protocol.masking.judged_names import JudgedNames
from inspector.protocol.masking.unknown_headers import (
    is_harmless_header,
    is_unknown_header,
    unknown_spans,
)

CASES = Path(__file__).parents[3] / "cases"
RANDOM = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp"
# As real servers, networks and browsers send them.
_HARMLESS = [
    "Date",
    "ETag",
    "Last-Modified",
    "Content-Security-Policy",
    "Content-MD5",
    "Sec-CH-UA",
    "Sec-WebSocket-Accept",
    "X-Request-Id",
    "X-Correlation-ID",
    "X-Amzn-Trace-Id",
    "X-Amzn-RequestId",
    "x-amz-request-id",
    "x-amz-id-2",
    "x-amz-cf-id",
    "X-GitHub-Request-Id",
    "x-ms-request-id",
    "x-ms-correlation-request-id",
    "x-vercel-id",
    "x-fastly-request-id",
    "x-served-by",
    "CF-RAY",
    "CF-Cache-Status",
    "X-Azure-Ref",
    "X-MSEdge-Ref",
    "x-fb-debug",
    "x-fb-trace-id",
    "traceparent",
    "tracestate",
    "b3",
    "X-B3-TraceId",
    "uber-trace-id",
    "sentry-trace",
    "baggage",
    "x-datadog-trace-id",
    "X-Cloud-Trace-Context",
    "x-goog-hash",
    "x-guploader-uploadid",
    "X-NewRelic-App-Data",
    "X-RateLimit-Reset",
    "RateLimit-Policy",
    "NEL",
    "Report-To",
    "Alt-Svc",
    "Server-Timing",
    "Akamai-GRN",
    "x-akamai-request-id",
    "Docker-Content-Digest",
    "X-Trans-Id",
    "x-envoy-upstream-service-time",
    "X-Kubernetes-PF-FlowSchema-UID",
    "X-Syncthing-ID",
    "X-Varnish",
    "X-Cache",
    "X-iinfo",
    "EagleId",
    "x-nf-request-id",
    "x-slack-req-id",
    "X-Shopify-Stage",
    "x-apple-request-uuid",
    "X-Client-Fingerprint",
    "requestId",
]


@pytest.mark.parametrize("name", _HARMLESS)
def test_a_known_header_is_shown_whatever_it_holds(name):
    assert is_harmless_header(name)
    assert unknown_spans(Header(name, RANDOM)) == ()


@pytest.mark.parametrize("name", ["X-Acme-Blub", "acme", "X-Door", "Sign", "x-blub-v2"])
def test_a_header_nobody_knows_is_asked_about(name):
    assert is_unknown_header(name)
    assert unknown_spans(Header(name, RANDOM)) == ((0, len(RANDOM)),)
    assert unknown_spans(Header(name, "a word, or a few of them")) == ()


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Auth"])
def test_a_known_secret_is_not_asked_about(name):
    assert not is_unknown_header(name)


@pytest.mark.parametrize("name", ["X-Acme-Blub", "x-acme-blub", "X-ACME-BLUB"])
def test_an_answer_counts_in_any_case(name):
    for judged in (JudgedNames.of(["x-Acme-blub"]), JudgedNames.of((), ["x-Acme-blub"])):
        assert unknown_spans(Header(name, RANDOM), judged) == ()


def _recorded():
    """Yield every header line of the recorded exchanges."""
    for path in sorted(CASES.rglob("*")):
        if not path.is_file() or path.suffix in {".json", ".toml", ".md", ".py"}:
            continue
        try:
            exchanges = read_attempt(str(path)).exchanges
        except NotReadable:
            continue
        for exchange in exchanges:
            yield from exchange.request.headers
            yield from exchange.reply.headers if exchange.reply else ()


def test_of_recorded_exchanges_next_to_nothing_is_asked_about():
    lines = Counter(bool(unknown_spans(header)) for header in _recorded())
    assert lines[False] > 1_000
    assert lines[True] < 0.002 * lines[False]
