"""What an attempt leaves in a server's log."""

from datetime import UTC, datetime

from inspector.logs.matching import clues_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.schemes import basic

STARTED = datetime(2026, 11, 25, 9, 58, tzinfo=UTC)


def exchange(status, *headers, reply_headers=()):
    return Exchange(
        request=Message(
            method="GET",
            url="https://api.example.com/orders?page=2",
            headers=tuple(Header(*each) for each in headers),
        ),
        reply=Reply(status=status, headers=tuple(Header(*each) for each in reply_headers)),
        started=STARTED,
        connection=Connection(local="192.0.2.7:4711"),
    )


def test_the_refused_exchange_is_looked_for_by_the_servers_clock():
    refused = exchange(
        401,
        ("Authorization", basic.header("ada", "secret")),
        ("User-Agent", "curl/8.5.0"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        reply_headers=(("Date", "Wed, 25 Nov 2026 10:00:00 GMT"), ("X-Request-Id", "abcdef0123")),
    )
    clues = clues_of(Attempt(exchanges=(refused, exchange(200))))
    assert clues.at == datetime(2026, 11, 25, 10, tzinfo=UTC).timestamp()
    assert (clues.method, clues.target, clues.status) == ("GET", "/orders?page=2", 401)
    assert clues.ids == ("0af7651916cd43dd8448eb211c80319c", "abcdef0123")
    assert (clues.user, clues.agent, clues.clients) == ("ada", "curl/8.5.0", ("192.0.2.7",))
    assert "secret" not in repr(clues)


def test_without_a_date_our_own_clock_counts():
    assert clues_of(Attempt(exchanges=(exchange(200),))).at == STARTED.timestamp()


def test_ids_that_would_match_anything_are_left_out():
    clues = clues_of(Attempt(exchanges=(exchange(401, ("X-Request-Id", "7")),)))
    assert clues.ids == ()


def test_an_attempt_without_exchanges():
    assert clues_of(Attempt()) is None
