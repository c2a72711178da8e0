"""Start lines and header lines, damaged ones too."""

import pytest

from inspector.intake.heads import header_lines, reply_line, request_line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HTTP/1.1 401 Unauthorized", ("1.1", 401, "Unauthorized")),
        ("HTTP/2 401", ("2", 401, "")),
        ("HTTP/2 401 ", ("2", 401, "")),
        ("HTTP/2.0 200 OK", ("2", 200, "OK")),
        ("HTTP/1.1  403  Not for you", ("1.1", 403, "Not for you")),
    ],
)
def test_status_lines(line, expected):
    assert reply_line(line) == expected


@pytest.mark.parametrize("line", ["HTTP/1.1", "HTTP/1.1 40", "http 401", "HTTP/1.1 4011 x", ""])
def test_what_is_no_status_line(line):
    assert reply_line(line) is None


def test_request_lines():
    assert request_line("PROPFIND /a?b HTTP/1.1") == ("PROPFIND", "/a?b", "1.1")
    assert request_line("GET / HTTP/2") == ("GET", "/", "2")
    assert request_line("GET /") is None
    assert request_line("HTTP/1.1 200 OK") is None


def test_header_lines_keep_order_case_and_repeats():
    headers, odd = header_lines(["Set-Cookie: a=1", "set-cookie:b=2", "X-Empty:", "X: a:b"])
    assert [(h.name, h.value) for h in headers] == [
        ("Set-Cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("X-Empty", ""),
        ("X", "a:b"),
    ]
    assert odd == []


def test_folded_lines_are_joined_and_odd_ones_reported():
    headers, odd = header_lines(["X: a", "  b", "nonsense"])
    assert headers[0].value == "a b"
    assert odd == ["nonsense"]


def test_pseudo_headers_are_kept():
    headers, _ = header_lines([":status: 401", ":path: /x"])
    assert [(h.name, h.value) for h in headers] == [(":status", "401"), (":path", "/x")]
