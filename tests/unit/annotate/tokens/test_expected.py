"""What an exchange tells about what its API expects."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.annotate.tokens.expected import (
    Expected,
    audiences_of,
    described_by,
    expected_by,
)
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.oauth.resource_metadata import ResourceMetadata

SENT = datetime(2026, 1, 1, tzinfo=UTC)


def _exchange(*headers, body=b""):
    message = Message(method="GET", url="https://api.example:8443/v1", target="/v1")
    reply = Reply(status=401, headers=tuple(Header(*one) for one in headers), body=body)
    return Exchange(request=message, reply=reply, started=SENT)


def test_the_challenge_names_scope_and_issuer():
    challenge = 'Bearer scope="a b", authorization_uri="https://idp.example/authorize"'
    found = expected_by(_exchange(("WWW-Authenticate", challenge)))
    assert (found.scope, found.issuer) == ("a b", "https://idp.example/authorize")
    assert found.sent == SENT


def test_an_issuer_that_is_no_address_is_left_out():
    assert expected_by(_exchange(("WWW-Authenticate", 'Bearer issuer="x"'))).issuer == ""


def test_the_servers_clock_counts_most():
    found = expected_by(_exchange(("Date", "Thu, 01 Jan 2026 00:10:00 GMT")))
    assert found.judged(SENT + timedelta(days=9)) == SENT + timedelta(minutes=10)
    assert Expected(sent=SENT).judged(SENT + timedelta(days=9)) == SENT
    assert Expected().judged(SENT) == SENT


def test_the_access_token_beside_an_id_token():
    found = expected_by(_exchange(body=b'{"access_token":"a-secret","id_token":"x"}'))
    assert found.access_token == "a-secret"
    assert "a-secret" not in repr(found)
    assert expected_by(_exchange(body=b'{"access_token":"a"}')).access_token == ""
    assert expected_by(_exchange(body=b'{"id_token":[],"access_token":7}')).access_token == ""


def test_without_a_reply():
    message = Message(method="GET", url="https://api.example:8443/v1", target="/v1")
    assert expected_by(Exchange(request=message)) == Expected()


@pytest.mark.parametrize(
    ("audiences", "guessed"),
    [
        (["https://api.example:8443/v1"], "https://api.example:8443/v1"),
        (["https://api.example:8443/", "https://api.example:8443/v1/"],
         "https://api.example:8443/v1/"),
        (["https://api.example:8443/v2"], ""),
        (["https://api.example:8443/v"], ""),
        (["https://other.example", "orders"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_the_audience_is_guessed_by_the_called_address(audiences, guessed):
    assert expected_by(_exchange(), "x", audiences).audience == guessed


def test_the_metadata_of_the_resource_go_before_a_guess():
    body = b'{"resource": "https://api.example:8443/", "authorization_servers": ["https://idp.example"]}'
    address = "https://api.example:8443/.well-known/oauth-protected-resource"
    fetched = Exchange(
        request=Message(method="GET", url=address), reply=Reply(status=200, body=body)
    )
    found = expected_by(_exchange(), "x", ["https://api.example:8443/v1"], [fetched, _exchange()])
    assert (found.audience, found.issuer) == ("https://api.example:8443/", "https://idp.example")
    other = Exchange(request=Message(method="GET", url="https://evil.example/v1"))
    assert expected_by(other, "x", [], [fetched]).audience == ""


def _sending(*headers):
    lines = tuple(Header(*one) for one in headers)
    message = Message(method="GET", url="https://api.example/", headers=lines)
    return Exchange(request=message, reply=Reply(status=401))


def test_what_it_was_sent_as():
    sent = _sending(("Authorization", "Bearer abc.def"), ("DPoP", "ghi.jkl"))
    assert expected_by(sent, "abc.def").use == "access"
    assert expected_by(sent, "ghi.jkl").use == "proof"
    assert expected_by(sent, "mno").use == ""
    assert expected_by(sent, "abc.def").refused
    assert expected_by(sent, "abc.def").proof == ""
    assert expected_by(_exchange()).proof is None


def test_the_audiences_of_a_token():
    assert audiences_of({"aud": "a"}) == ("a",)
    assert audiences_of({"aud": ["a", 7, "b"]}) == ("a", "b")
    assert audiences_of({}) == ()


def test_the_challenge_says_where_the_api_describes_itself():
    challenge = 'Bearer resource_metadata="https://api.example:8443/meta"'
    found = expected_by(_exchange(("WWW-Authenticate", challenge)))
    assert found.metadata == "https://api.example:8443/meta"


def test_metadata_of_another_host_count_for_nothing():
    expected, called = Expected(scope="a", issuer="https://idp"), "https://api.example:8443/v1"
    own = ResourceMetadata(resource="https://api.example:8443/v1", authorization_servers=("b",))
    found = described_by(expected, own, called)
    assert (found.audience, found.issuer, found.scope) == (own.resource, "b", "a")
    assert described_by(expected, own, "https://other.example/") == expected
    assert described_by(expected, ResourceMetadata(), called) == expected
    several = ResourceMetadata(resource=own.resource, authorization_servers=("b", "c"))
    assert described_by(expected, several, called).issuer == "https://idp"


def test_the_called_address_counts_for_an_access_token():
    message = Message(
        method="GET",
        url="https://api.example/v1",
        headers=(Header("Authorization", "Bearer abc"),),
    )
    exchange = Exchange(request=message)
    assert expected_by(exchange, "abc").called == "https://api.example/v1"
    assert expected_by(exchange, "other").called == ""
