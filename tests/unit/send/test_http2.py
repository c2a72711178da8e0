"""Recorded frames: header lists in any cut, continuations, trailers, garbage."""

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from hpack import Encoder
from hyperframe.frame import ContinuationFrame, HeadersFrame
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import Header, Message
from inspector.send.tape import FrameReader, received_on, sent_headers


@pytest.fixture
def exchange():
    """What a client and a server write: preface, request, interim reply, reply, trailers."""
    client = H2Connection(H2Configuration(client_side=True))
    server = H2Connection(H2Configuration(client_side=False))
    client.initiate_connection()
    fields = [(":method", "POST"), (":path", "/x"), (":scheme", "https"), (":authority", "a")]
    client.send_headers(1, [*fields, ("authorization", "Bearer abc"), ("x-a", "1"), ("x-a", "2")])
    client.send_data(1, b"body", end_stream=True)
    sent = client.data_to_send()
    server.initiate_connection()
    server.receive_data(sent)
    server.send_headers(1, [(":status", "103"), ("link", "</a>")])
    server.send_headers(1, [(":status", "401"), ("www-authenticate", "Basic"), ("x", "1")])
    server.send_data(1, b"no")
    server.send_headers(1, [("x-sum", "2")], end_stream=True)
    return sent, server.data_to_send()


def test_what_was_sent(exchange):
    reader = FrameReader()
    (block,) = reader.feed(exchange[0])
    assert block.get(":path") == "/x"
    assert [value for name, value in block.fields if name == "x-a"] == ["1", "2"]
    ((start, end),) = reader.header_spans
    assert b"Bearer" not in exchange[0][:start]
    ((data_start, data_end),) = reader.data_spans
    assert exchange[0][data_start:data_end] == b"body"
    assert end < data_start


def test_who_put_a_field_there(exchange):
    (block,) = FrameReader().feed(exchange[0])
    message = Message(
        method="POST",
        url="https://a/x",
        target="/x",
        target_secret=((1, 2),),
        headers=(
            Header("Authorization", "Bearer abc", "credential", ((7, 10),)),
            Header("X-A", "1"),
        ),
    )
    found = {each.name: each for each in sent_headers(block, message)}
    assert found["authorization"].secret == ((7, 10),)
    assert found["authorization"].origin == "credential"
    assert found[":path"].secret == ((1, 2),)
    assert found[":method"].origin == "protocol"


def test_what_came_back(exchange):
    found = received_on(FrameReader().feed(exchange[1]), 1)
    assert found.status == 401
    assert [each.name for each in found.headers] == ["www-authenticate", "x"]
    assert [each.status for each in found.interim] == [103]
    assert found.trailers == (Header("x-sum", "2"),)
    assert received_on(FrameReader().feed(exchange[1]), 3).status == 0


@given(st.integers(1, 40))
def test_any_cut_gives_the_same(size):
    client = H2Connection()
    client.initiate_connection()
    client.send_headers(
        1, [(":method", "GET"), (":path", "/"), (":scheme", "http"), (":authority", "a")]
    )
    sent = client.data_to_send()
    reader, blocks = FrameReader(), []
    for at in range(0, len(sent), size):
        blocks += reader.feed(sent[at : at + size])
    assert blocks == FrameReader().feed(sent)


def test_continuation_frames_are_joined():
    block = Encoder().encode([(":status", "200"), ("a", "b" * 50)])
    first, last = HeadersFrame(1, block[:5]), ContinuationFrame(1, block[5:])
    last.flags.add("END_HEADERS")
    (found,) = FrameReader().feed(first.serialize() + last.serialize())
    assert found.get("a") == "b" * 50


@given(st.binary(max_size=300))
def test_any_bytes(data):
    reader = FrameReader()
    reader.feed(data)
    received_on(reader.feed(data), 1)
