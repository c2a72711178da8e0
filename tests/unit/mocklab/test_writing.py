"""Replies become bytes, with what the lab adds and what a scenario keeps."""

from inspector.mocklab.lab import reply_bytes
from inspector.mocklab.messages import LabReply

DATE = "Wed, 04 Mar 2026 12:00:00 GMT"


def written(reply, request=None, close=False):
    head, _, body = reply_bytes(reply, request, DATE, "practice-000001", close=close).partition(
        b"\r\n\r\n"
    )
    lines = head.decode().split("\r\n")
    return lines[0], dict(line.split(": ", 1) for line in lines[1:]), body


def test_the_usual_headers_are_added():
    line, headers, body = written(LabReply(status=200, body="é"))
    assert line == "HTTP/1.1 200 OK"
    assert headers == {
        "Date": DATE,
        "Server": "practice-lab/1.0",
        "X-Request-Id": "practice-000001",
        "Content-Length": "2",
        "Connection": "keep-alive",
    }
    assert body == "é".encode()


def test_a_scenarios_own_lines_win():
    reply = LabReply(status=499, reason="Own words", headers=(("date", "never"),))
    line, headers, _ = written(reply, close=True)
    assert line == "HTTP/1.1 499 Own words"
    assert headers["date"] == "never"
    assert "Date" not in headers
    assert headers["Connection"] == "close"


def test_an_unknown_status_still_has_a_phrase():
    assert written(LabReply(status=499))[0] == "HTTP/1.1 499 Unknown"


def test_head_and_204_have_no_body(request_of):
    _, headers, body = written(LabReply(status=200, body="abc"), request_of(method="HEAD"))
    assert (headers["Content-Length"], body) == ("3", b"")
    _, headers, body = written(LabReply(status=204, body="abc"))
    assert "Content-Length" not in headers
    assert body == b""


def test_a_line_break_in_a_header_makes_no_second_line():
    _, headers, _ = written(LabReply(status=200, headers=(("X-A", "1\r\nX-B: 2"),)))
    assert "X-B" not in headers
