import json

import pytest

from inspector import intake
from inspector.intake.har.sockets import refused_with
from inspector.protocol.streams.socket_messages import SocketMessage, spoken


def said(*messages, way="receive"):
    return json.loads(spoken([SocketMessage(*one) for one in messages], way) or "[]")


@pytest.mark.parametrize(
    ("message", "value"),
    [
        (("receive", 1, '{"type":"next"}'), {"type": "next"}),
        (("receive", 1, "pong"), {"message": "pong"}),
        (("receive", 1, '44{"message":"no"}'), {"type": "connect_error", "message": "no"}),
        (("receive", 1, '42["hello"]'), ["hello"]),
        (
            ("receive", 8, "4401: Unauthorized"),
            {"close_code": 4401, "close_reason": "Unauthorized"},
        ),
        (("receive", 8, ""), {"close_code": None, "close_reason": ""}),
    ],
)
def test_a_message_is_read_as_what_it_is(message, value):
    assert said(message) == [value]


def test_each_way_and_text_only():
    messages = (("send", 1, '{"a":1}'), ("receive", 2, "AAEC"), ("receive", 1, '{"b":2}'))
    assert said(*messages, way="send") == [{"a": 1}]
    assert said(*messages) == [{"b": 2}]


def test_of_many_the_first_and_last_are_kept():
    kept = said(*[("receive", 1, f'{{"n":{number}}}') for number in range(500)])
    assert [one["n"] for one in kept] == [*range(10), *range(490, 500)]


def test_nothing_said_is_no_body():
    assert spoken([], "send") == b""


@pytest.mark.parametrize(
    ("error", "said", "status"),
    [
        ("", "HTTP Authentication failed; no valid credentials available", 401),
        ("", "Error during WebSocket handshake: Unexpected response code: 403", 403),
        ("Proxy authentication failed", "", 407),
        ("net::ERR_CONNECTION_REFUSED", "WebSocket is closed", 0),
    ],
)
def test_a_handshake_that_was_refused(error, said, status):
    assert refused_with(error, [SocketMessage("error", -1, said)]) == status
    assert refused_with(error, [SocketMessage("receive", 1, said)]) == (status if error else 0)


@pytest.mark.parametrize(("scheme", "status"), [("wss", 403), ("https", None)])
def test_a_refused_handshake_is_a_reply(scheme, status):
    said = {"type": "error", "opcode": -1, "data": "Unexpected response code: 403"}
    request = {"method": "GET", "url": f"{scheme}://a.test/live", "headers": []}
    entry = {"request": request, "response": {"status": 0}, "_webSocketMessages": [said]}
    har = {"log": {"version": "1.2", "entries": [entry]}}
    exchange = intake.read(json.dumps(har).encode()).attempt.exchanges[0]
    assert (exchange.reply.status if exchange.reply else None) == status
    assert (exchange.failure is None) is (status is not None)
