"""What a source had blanked out is asked by a record; files keep its written form."""

import msgspec
import pytest

from inspector.model.exchange import Blanked, Exchange
from inspector.model.message import Message

WRITTEN = {
    "request.headers.authorization": Blanked("request", "headers", "authorization"),
    "reply.headers.set-cookie": Blanked("reply", "headers", "set-cookie"),
    "request.query.a.b": Blanked("request", "query", "a.b"),
    "reply.body": Blanked("reply", "body"),
}


@pytest.mark.parametrize(("text", "record"), WRITTEN.items())
def test_a_part_is_read_as_it_was_written(text, record):
    assert Blanked.read(text) == record
    assert str(record) == text


@pytest.mark.parametrize("text", ["", ".", "nonsense", "request", "a.b.c.d"])
def test_a_damaged_file_names_some_part(text):
    assert Blanked.read(text).side in {"request", "reply"}


def test_files_keep_their_form():
    message = Message(method="GET", url="http://a.example/", target="/")
    exchange = Exchange(request=message, redacted=tuple(WRITTEN))
    saved = msgspec.json.decode(msgspec.json.encode(exchange))
    assert saved["redacted"] == list(WRITTEN)
    assert exchange.blanked == tuple(WRITTEN.values())
    assert exchange.lacks_header("Authorization")
    assert not exchange.lacks_header("Set-Cookie")  # that was the reply's
