"""A value that may be a key keeps "nothing was sent" from being certain."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Certainty
from inspector.reading.unnamed_keys import may_hold_a_key

KEY = "9f8a7d6e5c4b3a2f1e0d9f8a7d6e5c4b"


def case(attempt, address, *lines):
    sent = "".join(f"> {line}\n" for line in lines)
    return attempt(f"> GET https://a.test/{address}\n{sent}< 401 Unauthorized")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("x", f"X-Acme-Client: {KEY}"),
        (f"x?k={KEY}", "Accept: */*"),
    ],
)
def test_a_key_without_a_name(attempt, address, line):
    tried = case(attempt, address, line)
    sent = Trace(tried).case(0).sent
    assert may_hold_a_key(sent.message.headers, sent.query)
    first = diagnose(tried).findings[0]
    assert first.slug == "no-credentials-sent"
    assert first.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("x", f"X-Request-Id: {KEY}"),
        ("x", f"X-B3-TraceId: {KEY}"),
        ("x", f"traceparent: 00-{KEY}-00f067aa0ba902b7-01"),
        ("x", "X-Client: 550e8400-e29b-41d4-a716-446655440000"),
        ("x", 'If-None-Match: "9f8a7d6e5c4b3a2f1e0d"'),
        ("x", "User-Agent: Mozilla/5.0 (X11; Linux x86_64)"),
        ("x", "X-Acme-Mode: fast"),
        (f"x?cursor={KEY}&page=2", "Accept: */*"),
    ],
)
def test_other_values(attempt, address, line):
    tried = case(attempt, address, line)
    sent = Trace(tried).case(0).sent
    assert not may_hold_a_key(sent.message.headers, sent.query)
    assert diagnose(tried).findings[0].certainty is Certainty.CERTAIN
