"""The way a request took is told line by line, with nothing secret."""

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Dropped, Exchange, Failure, Timing
from inspector.model.finding import Verdict
from inspector.model.message import Message
from inspector.presentation.terminal.send_text import send_text


def test_exchanges_then_verdict(attempt, verdict):
    exchange = msgspec.structs.replace(
        attempt.exchanges[0],
        timing=Timing(total=12.4),
        dropped=(Dropped("Authorization", "another origin"),),
    )
    lines = send_text(Attempt(exchanges=(exchange,)), verdict).split("\n")
    assert lines[:5] == [
        "main: GET http://127.0.0.1/orders -> 401 Unauthorized (12 ms)",
        "  Authorization was not sent along: another origin",
        '  WWW-Authenticate: Bearer error="invalid_token"',
        "",
        "GET http://127.0.0.1/orders -> 401",
    ]


def test_a_failure_is_told_in_its_own_words():
    message = Message(method="GET", url="http://h/?api_key=practice-0123456789")
    failure = Failure(stage="dns", kind="name-not-found", message="The host h was not found.")
    failed = Exchange(request=message, failure=failure)
    text = send_text(Attempt(exchanges=(failed, Exchange(request=message))), Verdict())
    assert "The host h was not found." in text
    assert "no reply" in text
    assert "0123456789" not in text


def test_what_tls_said_in_the_clear_and_the_proxy_are_told():
    message = Message(method="GET", url="https://api.acme.test/")
    way = Connection(
        tls_version="TLSv1.3",
        server_name="api.acme.test",
        alpn="h2",
        proxy="http://proxy.acme.test:3128",
    )
    exchange = Exchange(request=message, connection=way)
    lines = send_text(Attempt(exchanges=(exchange,)), Verdict()).split("\n")
    said = "called api.acme.test (SNI), h2 (ALPN), through http://proxy.acme.test:3128"
    assert lines[1] == f"  TLS 1.3, {said}"
    for offered, said in ((("http/1.1",), "  TLS 1.2, called no name (SNI)"), ((), "  TLS 1.2")):
        known = Connection(tls_version="TLSv1.2", alpn_offered=offered)
        bare = msgspec.structs.replace(exchange, connection=known)
        assert send_text(Attempt(exchanges=(bare,)), Verdict()).split("\n")[1] == said
