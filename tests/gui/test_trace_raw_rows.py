"""Exact bytes with the ranges of secrets; HTTP/2 header blocks only decoded while hidden."""

import msgspec

from inspector.gui.response.body_rows import masked
from inspector.gui.trace.raw_rows import raw_bytes
from tests.gui import answer_samples as samples

HEAD = b"GET /v1/orders?access_token=" + b"q" * 40 + b" HTTP/1.1\r\n"
SENT = HEAD + b"Host: a\r\nAuthorization: Bearer " + samples.TOKEN.encode() + b"\r\n\r\n"


def _http1(**more):
    message = msgspec.structs.replace(samples.request_message(), http_version="1.1")
    return samples.exchange(request=message, raw_sent=SENT, raw_secret=(), **more)


def test_recorded_bytes_are_masked_by_range():
    raw = raw_bytes(_http1(), "request", revealed=False)
    assert raw.data == SENT
    text = masked(raw.data, raw.secrets.all())
    assert samples.TOKEN.encode() not in text
    assert b"q" * 20 not in text
    assert b"Host: a" in text


def test_revealed_bytes_are_exact():
    raw = raw_bytes(_http1(), "request", revealed=True)
    assert (raw.data, raw.secrets) == (SENT, None)


def test_http2_is_shown_decoded_while_secrets_are_hidden():
    exchange = samples.exchange(raw_sent=b"\x00\x00\x12\x01frame")
    raw = raw_bytes(exchange, "request", revealed=False)
    assert raw.data.startswith(b"GET /v1/orders?limit=20 HTTP/2\r\n")
    assert "HTTP/2" in raw.note
    assert samples.TOKEN.encode() not in masked(raw.data, raw.secrets.all())
    assert raw_bytes(exchange, "request", revealed=True).data == b"\x00\x00\x12\x01frame"


def test_what_was_not_recorded_is_written_and_said():
    raw = raw_bytes(samples.exchange(raw_received=b""), "reply", revealed=True)
    assert raw.data.startswith(b"HTTP/2 401\r\nserver: envoy\r\n")
    assert raw.data.endswith(samples.BODY)
    assert "not recorded" in raw.note


def test_nothing_received_is_said():
    raw = raw_bytes(samples.refused_connection().attempt.exchanges[0], "reply", revealed=False)
    assert raw.data == b""
    assert raw.note == "Nothing was received"


def test_a_token_in_a_reply_body_is_masked_too():
    body = b'{"access_token":"' + b"t" * 48 + b'"}'
    received = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body
    reply = msgspec.structs.replace(samples.refusal(), http_version="1.1", body=body)
    raw = raw_bytes(_http1(reply=reply, raw_received=received), "reply", revealed=False)
    assert b"t" * 20 not in masked(raw.data, raw.secrets.all())
