"""Interim replies without end: both limits, both versions, however the bytes are cut."""

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.request import Options
from inspector.send.recording import LARGEST, MOST, NoReplyInSightError, ReplyLimit
from inspector.send.tape import PREFACE

EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
FINAL = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"


def _pieces(data, size):
    return (data[at : at + size] for at in range(0, len(data), size))


def _limit(sent=b"GET / HTTP/1.1\r\n\r\n"):
    limit = ReplyLimit()
    limit.begin(sent, first=True)
    return limit


def _feed(limit, pieces, between=b""):
    for piece in pieces:
        limit.feed(piece)
        if between:
            limit.begin(between, first=False)


@given(st.integers(1, 200), st.sampled_from([b"\r\n", b"\n"]))
def test_as_many_as_are_allowed_then_the_reply_in_any_pieces(size, line):
    data = (EARLY * MOST + FINAL).replace(b"\r\n", line) + b"HTTP/1.1 103 x\r\n\r\n" * 2 * MOST
    limit = _limit()
    for piece in _pieces(data, size):
        limit.feed(piece)


@given(st.integers(1, 200))
def test_one_more_is_too_many(size):
    limit = _limit()
    with pytest.raises(NoReplyInSightError) as caught:
        _feed(limit, _pieces(EARLY * (MOST + 1), size))
    assert caught.value.interim == MOST + 1


def test_few_but_large_ones_end_too():
    limit = _limit()
    large = b"HTTP/1.1 103 Early Hints\r\nLink: " + b"a" * 50_000 + b"\r\n\r\n"
    with pytest.raises(NoReplyInSightError) as caught:
        _feed(limit, [large] * 8)
    assert LARGEST < caught.value.size < LARGEST + len(large)


def test_a_change_of_protocol_is_a_reply():
    limit = _limit()
    limit.feed(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
    limit.feed(EARLY * (MOST + 1))


def test_each_request_counts_anew():
    limit = _limit()
    for _ in range(3):
        limit.feed(EARLY * MOST)
        limit.begin(b"GET / HTTP/1.1\r\n\r\n", first=True)


def test_what_a_proxy_greets_with_is_no_reply():
    limit = _limit(b"\x05\x01\x00")
    limit.feed(b"\x05\x00")
    limit.begin(b"GET / HTTP/1.1\r\n\r\n", first=False)
    with pytest.raises(NoReplyInSightError):
        limit.feed(EARLY * (MOST + 1))


def _frames(interim):
    client = H2Connection(H2Configuration(client_side=True))
    server = H2Connection(H2Configuration(client_side=False))
    client.initiate_connection()
    fields = [(":method", "GET"), (":path", "/x"), (":scheme", "https"), (":authority", "a")]
    client.send_headers(1, fields, end_stream=True)
    server.initiate_connection()
    server.receive_data(client.data_to_send())
    for _ in range(interim):
        server.send_headers(1, [(":status", "103"), ("link", "</a>")])
    server.send_headers(1, [(":status", "200")])
    server.send_data(1, b"x", end_stream=True)
    return server.data_to_send()


@given(st.integers(1, 200))
def test_frames_are_counted_in_any_pieces(size):
    limit = _limit(PREFACE + b"rest")
    for piece in _pieces(_frames(MOST - 1), size):
        limit.feed(piece)
    limit.begin(b"next request", first=True)
    with pytest.raises(NoReplyInSightError):
        _feed(limit, _pieces(_frames(MOST + 1), size))


def test_acknowledging_in_between_does_not_begin_anew():
    limit = _limit(PREFACE)
    with pytest.raises(NoReplyInSightError):
        _feed(limit, _pieces(_frames(MOST + 1), 100), between=b"ack")


def _for_ever(piece, wait=0.0):
    def script(connection):
        connection.request()
        while not connection.stopped.is_set():
            connection.send(piece)
            if wait:
                connection.stopped.wait(wait)

    return script


@pytest.mark.parametrize("piece", [EARLY, EARLY * 500, b"HTTP/1.1 100 x\r\n\r\n"])
def test_a_server_that_never_answers_holds_neither_the_send_nor_the_memory(scripted, send, piece):
    (exchange,) = send(scripted(_for_ever(piece)).url, options=Options(timeout=None))
    assert (exchange.failure.stage, exchange.failure.kind) == ("headers", "no-final-reply")
    assert "127.0.0.1" in exchange.failure.message
    assert exchange.reply is None
    assert len(exchange.raw_received) <= LARGEST + 65_536


def test_the_time_allowed_counts_there_too(scripted, send):
    server = scripted(_for_ever(EARLY, wait=0.02))
    (exchange,) = send(server.url, options=Options(timeout=0.3))
    assert exchange.failure.kind == "timeout"
    assert exchange.timing.total < 2_000
