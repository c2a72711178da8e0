import json
from datetime import UTC, datetime

import msgspec
import pytest

from inspector.disk.encoding import encoded, packed, whole
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Todo
from inspector.model.message import Message


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"a": ["é", 1, None]}, {"a": ["é", 1, None]}),
        (Todo("client", "a\ud800b"), {"who": "client", "text": "a?b"}),
        ({"\udcff": ("x", {"y": "\ud800"})}, {"?": ["x", {"y": "?"}]}),
    ],
)
def test_any_text_can_be_written(value, read):
    assert json.loads(encoded(value)) == read


def test_what_is_packed_is_read_as_the_same_record():
    kept = Attempt(
        id="a\ud800",
        started=datetime(2025, 1, 1, tzinfo=UTC),
        exchanges=(Exchange(request=Message(method="GET", url="http://h/\udcff", body=b"\xff")),),
    )
    read = msgspec.msgpack.decode(packed(kept), type=Attempt)
    assert read.id == "a?"
    assert read.started == kept.started
    assert read.exchanges[0].request == Message(method="GET", url="http://h/?", body=b"\xff")


def test_whole_texts_stay():
    assert whole("ä€😀") == "ä€😀"
    assert whole("a\ud83d\ude00") == "a??"
