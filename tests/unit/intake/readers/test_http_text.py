"""Raw HTTP: replies alone, requests alone, and both."""

import pytest

from inspector import intake
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import first

REPLY = "HTTP/1.1 401 Unauthorized\r\nDate: x\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 3\r\n\r\nno!"
REQUEST = "GET /x HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer abc\r\n\r\n"


def read(text):
    return intake.read(text if isinstance(text, bytes) else text.encode())


def test_a_reply_alone():
    found = read(REPLY).attempt
    (one,) = found.exchanges
    assert (found.source, found.request_known) == ("http-text", False)
    assert (one.request.method, one.request.url) == ("", "")
    assert (one.reply.status, one.reply.body) == (401, b"no!")
    assert one.raw_received == REPLY.encode()


def test_line_ends_of_a_paste():
    (one,) = read("\n" + REPLY.replace("\r\n", "\n") + "\n\n").attempt.exchanges
    assert one.reply.body == b"no!"
    assert one.reply.headers[1].value == "Basic realm=x"


def test_a_request_with_its_reply():
    found = read(REQUEST + REPLY).attempt
    assert found.request_known
    assert found.exchanges[0].request.url == "https://a.example/x"
    assert found.exchanges[0].raw_sent == REQUEST.encode()


def test_several_replies():
    text = "HTTP/1.1 302 Found\r\nLocation: https://b/\r\n\r\n" + REPLY
    found = read(text).attempt.exchanges
    assert [(one.purpose, one.request.url) for one in found] == [
        ("main", ""),
        ("redirect", "https://b/"),
    ]


def test_a_request_alone_opens_ready_to_send():
    reading = read(REQUEST)
    assert reading.attempt is None
    assert reading.request.url == "https://a.example/x"
    assert isinstance(reading.request.credential, Bearer)
    assert list(reading.secrets.values()) == ["abc"]


def test_a_binary_body_is_kept():
    (one,) = read(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\x00\xff\r\n").attempt.exchanges
    assert one.reply.body == b"\x00\xff\r\n"


def test_colours_are_taken_off():
    assert read("\x1b[32mHTTP/1.1\x1b[0m 401 x\n\n").attempt.exchanges[0].reply.status == 401


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_request_of_a_request_file_above_its_reply(end):
    text = end.join(
        (
            "POST https://api.example.org/a",
            "Authorization: Bearer t0k",
            "",
            '{"a": 1}',
            "",
            "HTTP/1.1 403  - Forbidden",
            "content-type: text/plain",
            "",
            "no",
        )
    )
    attempt = intake.read(text.encode()).attempt
    (exchange,) = attempt.exchanges
    assert (exchange.request.method, exchange.request.url) == (
        "POST",
        "https://api.example.org/a",
    )
    assert first(exchange.request.headers, "authorization") == "Bearer t0k"
    assert exchange.request.body == b'{"a": 1}'
    assert exchange.reply.status == 403
    assert exchange.reply.body == b"no"
    assert attempt.request_known


def test_no_http():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(b"hello", "a.http")
    assert "HTTP/1.1 401" in raised.value.problem.todo
