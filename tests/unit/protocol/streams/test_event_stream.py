"""Server-sent events and lines of JSON, read however their bytes arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.streams.event_stream import EventReader, LineReader, is_stream, reader_of

# The examples of WHATWG HTML §9.2.6, and what they are read as.
STREAM = (
    b"\xef\xbb\xbf: test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n"
    b"data:  third event\n\nevent: add\ndata: 73857293\r\ndata: more\r\n\r\nretry: 3000\rdata\r\r"
    b"data: never ended"
)
READ = [
    ("", "test stream", ""),
    ("message", "first event", "1"),
    ("message", "second event", ""),
    ("message", " third event", ""),
    ("add", "73857293\nmore", ""),
    ("message", "", ""),
]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12).map(sorted))
def test_events_are_the_same_however_they_arrive(cuts):
    reader, found = EventReader(), []
    for low, high in zip([0, *cuts], [*cuts, len(STREAM)], strict=True):
        found += reader.feed(STREAM[low:high])
    assert [(each.name, each.data, each.id) for each in found] == READ
    assert [each.is_comment for each in found] == [True, False, False, False, False, False]
    assert reader.retry == 3000


@pytest.mark.parametrize("cut", range(0, 24, 5))
def test_each_line_of_json_is_one(cut):
    data = b'\x1e{"a":1}\n\n{"b":"\xc3\xa9"}\r\n[2]\nrest'
    reader = LineReader()
    found = reader.feed(data[:cut]) + reader.feed(data[cut:])
    assert [each.data for each in found] == ['{"a":1}', '{"b":"é"}', "[2]"]


def test_an_event_without_end_takes_no_memory_without_end():
    reader = EventReader()
    for _ in range(40):
        reader.feed(b"data: " + b"x" * 100_000 + b"\n")
    (event,) = reader.feed(b"\n")
    assert len(event.data) <= 1024 * 1024
    for _ in range(40):
        reader.feed(b"x" * 100_000)
    assert len(reader._lines._rest) <= 1024 * 1024 + 1


def test_media_types():
    assert is_stream("text/event-stream")
    assert is_stream("application/x-ndjson")
    assert not is_stream("application/json")
    assert isinstance(reader_of("application/jsonl"), LineReader)
