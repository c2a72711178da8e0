"""What is said over a WebSocket: filled in, in bytes, and kept from other hosts."""

import asyncio

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.exchange import Failure
from inspector.model.request import RawBody, Request
from inspector.model.secret import Secret, SecretRef
from inspector.send.interaction import NOBODY, Unanswered
from inspector.send.socket.words import SocketWords

REF = SecretRef(place="memory", name="token")
VALUE = "tok-plum-and-pear-42"
URL = "ws://api.example/talk"


class Guard:
    """Notes what it was asked about, and refuses it where wanted."""

    def __init__(self, failure=None):
        self.failure, self.asked, self.arrivals = failure, [], []

    async def refused(self, message, _source, _before):
        self.asked.append(message)
        return self.failure

    async def arrived(self, exchange, _source):
        self.arrivals.append(exchange)


def words(guard, body=None):
    scope = Scope(variables={"room": "den"}, secret_variables={"token": REF}).with_secrets(
        {REF: Secret(VALUE)}
    )
    request = Request(url=URL, **({"body": body} if body else {}))
    return SocketWords(assemble(request, scope), NOBODY, guard)


def filled(made, text, **more):
    return asyncio.run(made.filled(text, URL, **more))


def test_variables_are_filled_in_and_what_was_typed_stays_as_it_is_shown():
    guard = Guard()
    said = filled(words(guard), "join {{room}}")
    assert (said.typed, said.data, said.secrets) == ("join {{room}}", b"join den", ())
    assert guard.asked == []  # nothing secret is in it


def test_a_secret_passes_the_guard_and_is_bound_where_it_goes():
    guard = Guard()
    said = filled(words(guard), "auth {{token}}")
    assert said.data == b"auth " + VALUE.encode()
    assert said.secrets == (VALUE,)
    assert VALUE not in repr(said)
    assert [each.request.url for each in guard.arrivals] == [URL]


def test_what_the_guard_holds_back_is_not_said():
    guard = Guard(Failure(stage="compose", kind="secret-held-back", message="No."))
    with pytest.raises(Unanswered, match=r"No\."):
        filled(words(guard), "auth {{token}}")
    assert guard.arrivals == []


def test_bytes_are_typed_as_hexadecimal():
    assert filled(words(Guard()), "00 ff 7F", binary=True).data == b"\x00\xff\x7f"
    with pytest.raises(Unanswered) as caught:
        filled(words(Guard()), "0g", binary=True)
    assert caught.value.failure.kind == "bad-message"


def test_a_variable_that_nobody_gave_a_value_is_said_and_not_sent():
    with pytest.raises(Unanswered):
        filled(words(Guard()), "{{nowhere}}")


def test_the_body_of_the_request_is_the_first_thing_said():
    assert asyncio.run(words(Guard()).first(URL)) is None
    first = asyncio.run(words(Guard(), RawBody(text="hello {{token}}")).first(URL))
    assert first.data == b"hello " + VALUE.encode()
    assert VALUE not in first.typed
    assert first.typed.startswith("hello ")
