"""The full text is what a person would look for: addresses, headers, text bodies."""

import msgspec

from inspector.model.message import Header
from inspector.record.writing import words_of


def test_addresses_headers_and_bodies_are_searched(sample):
    urls, headers, bodies = words_of(sample(7)[1].attempt)
    assert urls == "https://api.example.com/orders/7"
    assert "X-Trace: trace7" in headers
    assert "token expired" in bodies


def test_a_picture_is_not_searched(sample):
    attempt = sample(1, body=b"GIF89a words")[1].attempt
    exchange = attempt.exchanges[0]
    reply = msgspec.structs.replace(exchange.reply, headers=(Header("Content-Type", "image/gif"),))
    attempt = msgspec.structs.replace(
        attempt, exchanges=(msgspec.structs.replace(exchange, reply=reply),)
    )
    assert words_of(attempt)[2] == ""


def test_only_the_beginning_of_a_body_is_searched(sample):
    text = words_of(sample(1, body=b"a" * 70_000)[1].attempt)[2]
    assert len(text) == 64 * 1024
