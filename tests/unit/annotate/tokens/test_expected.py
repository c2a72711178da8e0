"""What an exchange tells about what its API expects."""

from datetime import UTC, datetime, timedelta

from inspector.annotate.tokens.expected import Expected, called, expected_by
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply

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
    assert called(Exchange(request=message)) == "https://api.example:8443"
