"""Heads as recorded: status lines, folded and broken lines, interim replies, trailers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.send.evidence import header_lines, read_head, read_reply, trailers


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"HTTP/1.1 200 OK", (200, "OK", "1.1")),
        (b"HTTP/1.0 401 ", (401, "", "1.0")),
        (b"HTTP/1.1 401", (401, "", "1.1")),
        (b"HTTP/2 999 Odd  words", (999, "Odd  words", "2")),
    ],
)
def test_status_lines(line, expected):
    head = read_head(line + b"\r\n\r\n")
    assert (head.status, head.reason, head.version) == expected


@pytest.mark.parametrize(
    "data", [b"", b"HTTP/1.1 200 OK\r\n", b"SSH-2.0\r\n\r\n", b"HTTP/1.1 2x0 A\r\n\r\n"]
)
def test_no_head(data):
    assert read_head(data) is None


def test_bare_line_feeds():
    head = read_head(b"HTTP/1.1 200 OK\nA: 1\n\nbody")
    assert (head.headers[0].value, head.end) == ("1", 22)


def test_lines():
    headers, defects = header_lines(["A: 1 ", "B : 2", "C", "D: x", "\t y", "E:"])
    assert [(each.name, each.value) for each in headers] == [
        ("A", "1"), ("B", "2"), ("D", "x y"), ("E", ""),
    ]  # fmt: skip
    assert defects == ("B : 2", "C")


def test_interim_replies_come_before():
    data = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 E\r\nL: 1\r\n\r\nHTTP/1.1 204 N\r\n\r\n"
    head, interim = read_reply(data)
    assert head.status == 204
    assert [each.status for each in interim] == [100, 103]


def test_switching_protocols_is_final():
    head, interim = read_reply(b"HTTP/1.1 101 Switching\r\n\r\n")
    assert (head.status, interim) == (101, ())


def test_only_an_interim_reply():
    head, interim = read_reply(b"HTTP/1.1 103 E\r\n\r\n")
    assert head is None
    assert len(interim) == 1


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (b"1\r\na\r\n0\r\n\r\n", []),
        (b"1\r\na\r\n0\r\nA: 1\r\nB: 2\r\n\r\n", ["A", "B"]),
        (b"1;ext=1\r\n\n\r\n0\r\nA: 1\r\n\r\n", ["A"]),
        (b"zz\r\n", []),
        (b"5\r\nab", []),
        (b"", []),
    ],
)
def test_trailers(body, names):
    assert [each.name for each in trailers(body, 0)] == names


@given(st.binary(max_size=200))
def test_any_bytes(data):
    read_reply(data)
    read_head(b"HTTP/1.1 200 OK\r\n" + data)
    trailers(data, 0)
