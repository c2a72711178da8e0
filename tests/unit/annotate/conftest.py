"""Makes attempts out of a few words."""

from datetime import datetime

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply


def _headers(items):
    return tuple(Header(*item) for item in items)


@pytest.fixture
def exchange():
    """Return a function that makes an exchange."""

    def make(status=401, *, sent=(), got=(), url="https://api.example.com/v1", **more):
        fields = {"method": "GET", "body": b"", "started": None, "request_body": b"", **more}
        started = fields.pop("started")
        target = "/" + url.split("/", 3)[-1] if url.count("/") > 2 else "/"
        message = Message(
            method=fields.pop("method"),
            url=url,
            target=target,
            headers=_headers(sent),
            body=fields.pop("request_body"),
        )
        reply = Reply(status=status, headers=_headers(got), body=fields.pop("body"))
        return Exchange(
            request=message,
            reply=reply if status else None,
            started=datetime.fromisoformat(started) if started else None,
            **fields,
        )

    return make


@pytest.fixture
def attempt(exchange):
    """Return a function that makes an attempt of one exchange."""

    def make(*args, source="har", **more):
        return Attempt(exchanges=(exchange(*args, **more),), source=source)

    return make


@pytest.fixture
def cut():
    """Return a function that gives the bytes an annotation is about, after checking them."""

    def bytes_of(attempt, note):
        place = note.place
        one = attempt.exchanges[place.entry]
        message = one.request if place.side == "request" else one.reply
        if place.part == "header":
            header = message.headers[place.index]
            assert header.name == place.name
            value = header.value
        elif place.part == "body":
            value = message.body.decode("latin-1")
        elif place.side == "request":
            value = message.target
        else:
            value = message.reason
        start, end = place.start, place.end
        assert (start is None) == (end is None)
        assert start is None or 0 <= start <= end <= len(value)
        return value[start:end]

    return bytes_of
