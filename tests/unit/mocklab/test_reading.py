"""Heads, bodies and what is wrong with them are read as RFC 9112 has it."""

import asyncio

import pytest

from inspector.mocklab.request_reader import (
    MAX_BODY,
    MAX_HEAD,
    BadRequest,
    parse_head,
    read_request,
)


class Sink:
    def __init__(self):
        self.written = b""

    def write(self, data):
        self.written += data

    async def drain(self):
        """Nothing waits."""


def read(data, sink=None):
    async def run():
        reader = asyncio.StreamReader(limit=MAX_HEAD)
        reader.feed_data(data)
        reader.feed_eof()
        return await read_request(reader, sink or Sink(), "main")

    return asyncio.run(run())


def test_a_head_is_taken_apart():
    request = parse_head(b"GET /a/b?c=d HTTP/1.1\r\nHost: x\r\nX-Two:  two \r\n\r\n", "main")
    assert (request.method, request.path, request.query) == ("GET", "/a/b", "c=d")
    assert request.headers == (("Host", "x"), ("X-Two", "two"))


def test_a_proxys_target_has_its_path_taken_out():
    request = parse_head(b"GET http://h:1/a?b HTTP/1.1\r\n\r\n", "proxy")
    assert (request.target, request.path, request.query) == ("http://h:1/a?b", "/a", "b")


def test_the_end_of_a_connection_is_no_request():
    assert read(b"") is None


def test_a_body_of_a_given_length_is_read():
    assert read(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcdef").body == b"abc"


def test_chunks_are_put_together():
    chunks = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n"
    assert read(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks).body == b"abcde"


def test_who_expects_100_gets_it():
    sink = Sink()
    read(b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na", sink)
    assert sink.written == b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"GET / SPDY/3\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost", 400),
        (b"GET http://[ HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * (2 * MAX_HEAD) + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY + 1), 413),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % (MAX_BODY + 1), 413),
    ],
)
def test_what_cant_be_read_gets_a_status(data, status):
    with pytest.raises(BadRequest) as caught:
        read(data)
    assert caught.value.status == status
