"""The handshake of a WebSocket: a key for this one time, and whether the server understood it."""

import pytest

from inspector.model.message import Header, Message, first
from inspector.protocol.streams.socket_messages import KEY, accepted
from inspector.send.libraries import httpx
from inspector.send.socket.handshake import compression, not_accepted, with_socket_key

ASKS = (Header("Connection", "Upgrade"), Header("Upgrade", "websocket"))
OFFER = Header("Sec-WebSocket-Extensions", "permessage-deflate")


def asking(*more):
    return Message(method="GET", url="https://a.example/", headers=(*ASKS, *more))


def reply(message, *more, accept=None):
    own = accepted(first(message.headers, KEY) or "") if accept is None else accept
    return httpx.Response(101, headers=[("Sec-WebSocket-Accept", own), *more])


def test_a_new_key_each_time_and_a_written_one_stays():
    one, other = with_socket_key(asking()), with_socket_key(asking())
    assert len(first(one.headers, KEY)) == 24
    assert first(one.headers, KEY) != first(other.headers, KEY)
    assert with_socket_key(one) == one


def test_what_asks_for_none_gets_no_key():
    plain = Message(method="GET", url="https://a.example/")
    assert with_socket_key(plain) == plain


def test_a_server_that_understood_is_let_go_on():
    sent = with_socket_key(asking())
    assert not_accepted(sent, reply(sent)) is None


@pytest.mark.parametrize("accept", ["", "dGhlIHNhbXBsZSBub25jZQ=="])
def test_an_answer_to_another_key_is_none(accept):
    sent = with_socket_key(asking())
    failure = not_accepted(sent, reply(sent, accept=accept))
    assert failure.kind == "malformed-reply"
    assert "Sec-WebSocket-Accept" in failure.message


def test_what_was_not_offered_can_not_be_agreed_on():
    sent = with_socket_key(asking())
    failure = not_accepted(sent, reply(sent, ("Sec-WebSocket-Extensions", "permessage-deflate")))
    assert "permessage-deflate" in failure.message


def test_compression_is_what_both_agreed_on():
    sent = with_socket_key(asking(OFFER))
    assert compression(sent, reply(sent)) is None
    agreed = reply(sent, ("Sec-WebSocket-Extensions", "permessage-deflate"))
    assert compression(sent, agreed) is not None
