"""A reply that goes on is handed over while it arrives, from a real server, until it is stopped."""

import asyncio
import gzip
import threading

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.request import Options, Request
from inspector.send import decoding
from inspector.send.interaction import Arrived
from inspector.send.sender import Sender

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
SSE = HEAD % b"text/event-stream"


def _chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


def _followed(url, on_arrived, **options):
    """Send; on_arrived is called with each part. Returns the exchange and the parts."""
    parts = []

    def told(news):
        if isinstance(news, Arrived):
            parts.append(news)
            on_arrived(news)

    request = Request(url=url, options=Options(**options))
    sender = Sender(assemble(request, Scope()), told)
    asyncio.run(sender.run())
    return sender.exchanges[-1], parts


def _events(parts):
    return [event.data for part in parts for event in part.events]


def test_each_event_is_there_before_the_next_is_sent(scripted):
    seen = threading.Event()

    def script(connection):
        connection.request()
        connection.send(SSE)
        for number in range(3):
            seen.clear()
            connection.send(_chunk(b"id: %d\ndata: %d\n\n" % (number, number)))
            assert seen.wait(60)
        connection.send(b"0\r\n\r\n")

    exchange, parts = _followed(
        scripted(script).url, lambda part: seen.set() if part.events else None
    )
    assert _events(parts) == ["0", "1", "2"]
    assert (parts[0].status, parts[0].kind, parts[0].events) == (200, "text/event-stream", ())
    assert exchange.reply.body == b"".join(b"id: %d\ndata: %d\n\n" % (n, n) for n in range(3))
    assert exchange.failure is None


def test_it_is_stopped_and_what_came_is_the_reply(scripted):
    def script(connection):
        connection.request()
        connection.send(SSE + _chunk(b"data: 1\n\n"))
        connection.hang()

    exchange, _ = _followed(scripted(script).url, lambda part: part.stop() if part.events else None)
    assert exchange.reply.body == b"data: 1\n\n"
    assert exchange.failure is None


def test_the_limit_of_time_is_for_the_head(scripted):
    def script(connection):
        connection.request()
        connection.send(SSE)
        threading.Event().wait(2.5)  # longer than the limit, which leaves a busy machine its time
        connection.send(_chunk(b"data: late\n\n") + b"0\r\n\r\n")

    exchange, parts = _followed(scripted(script).url, lambda _: None, timeout=2)
    assert _events(parts) == ["late"]
    assert exchange.failure is None


@pytest.mark.parametrize("kind", [b"application/x-ndjson", b"application/json-seq"])
def test_lines_of_json_are_followed_too_and_packed_ones(scripted, kind):
    packed = gzip.compress(b'{"a":1}\n{"b":2}\n')
    head = HEAD.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n") % kind
    server = scripted([head + _chunk(packed) + b"0\r\n\r\n"])
    exchange, parts = _followed(server.url, lambda _: None)
    assert _events(parts) == ['{"a":1}', '{"b":2}']
    assert exchange.reply.body == b'{"a":1}\n{"b":2}\n'


def test_of_a_stream_without_end_a_part_is_kept(scripted, monkeypatch):
    monkeypatch.setattr(decoding, "CAP", 1000)
    data = b"".join(_chunk(b"data: %d\n\n" % n) for n in range(2000))
    exchange, parts = _followed(scripted([SSE + data + b"0\r\n\r\n"]).url, lambda _: None)
    assert len(_events(parts)) == 2000
    assert len(exchange.reply.body) == 1000
    assert exchange.reply.cut


def test_nobody_follows_other_kinds(scripted):
    body = HEAD % b"application/json" + _chunk(b"{}") + b"0\r\n\r\n"
    exchange, parts = _followed(scripted([body]).url, lambda _: None)
    assert parts == []
    assert exchange.reply.body == b"{}"


def test_a_cancelled_stream_is_recorded_as_stopped(scripted):
    def script(connection):
        connection.request()
        connection.send(SSE + _chunk(b"data: 1\n\n"))
        connection.hang()

    server = scripted(script)

    async def run():
        came = asyncio.Event()
        tell = lambda news: came.set() if isinstance(news, Arrived) and news.events else None  # noqa: E731
        sender = Sender(assemble(Request(url=server.url), Scope()), tell)
        task = asyncio.ensure_future(sender.run())
        await came.wait()
        task.cancel()
        await asyncio.wait([task])
        return sender.exchanges[-1]

    assert asyncio.run(run()).failure.stage == "stopped"
