"""Places point at the bytes they name."""

from inspector.model.message import Header
from inspector.reading import places


def test_a_part_of_a_header():
    place = places.in_header(2, "reply", 5, Header("Date", "x y"), (2, 3))
    assert (place.entry, place.side, place.index, place.name) == (2, "reply", 5, "Date")
    assert (place.start, place.end) == (2, 3)


def test_line_body_and_connection():
    assert places.in_line(1, "request").part == "line"
    assert places.in_body(1, "reply", (3, 9)).end == 9
    assert places.connection(4).part == "connection"


def test_find_reads_through_json_escapes():
    body = b'{"message":"it\\u2019s \\"quoted\\" here", "path":"a\\/b"}'
    start, end = places.find(body, 'xx"quoted" here') or (0, 0)
    assert (start, end) == (0, 0)
    start, end = places.find(body, '"quoted" here')
    assert body[start:end] == b'\\"quoted\\" here'
    start, end = places.find(body, "a/b")
    assert body[start:end] == b"a\\/b"


def test_find_says_when_it_is_not_there():
    assert places.find(b"abc", "zzz") is None
    assert places.find(b"abc", "") is None
