"""A value that may be a key keeps "nothing was sent" from being certain."""

from datetime import UTC, datetime

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.clocks.address_ends import address_end
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


JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXQ"
BEWIT = "c2hvcFwxNzkwMDAwMDAwXFloWER1Y3lzaXo5U0FCM2EveFdtalBlUWZPaz1c"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"x?ticket={JWT}", "ticket"),
        (f"x?t={JWT}", "t"),
        ("x?ticket=ST-12-Ab3dEf9hIjKlMnOp-cas", "ticket"),
        (f"x?wsTicket={KEY}", "wsTicket"),
        (f"x?bewit={BEWIT}", "bewit"),
    ],
)
def test_a_ticket_or_token_in_a_query_is_a_credential(attempt, address, name):
    (key,) = Trace(case(attempt, address)).case(0).sent.credentials
    assert (key.where, key.name) == ("query", name)


@pytest.mark.parametrize(
    "address",
    [
        "x?ticket=42",
        "x?ticket=SHOP-1234",
        f"x?state={JWT}",
        f"x?id_token_hint={JWT}",
        f"login?meta={JWT}",
        f"x?tickets={KEY}",
    ],
)
def test_a_number_a_state_and_the_way_to_a_login_are_none(attempt, address):
    assert not Trace(case(attempt, address)).case(0).sent.credentials


def test_the_end_of_a_signed_address_of_hawk_is_read(attempt):
    late = case(attempt, f"x?bewit={BEWIT}").exchanges[0].request.url
    query = {"bewit": late.partition("=")[2]}
    assert address_end(query) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
