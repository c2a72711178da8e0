"""Header rows: order, repeats and case kept; what breaks a line is a problem."""

import pytest

from inspector.compose.fields import broken, header_lines
from inspector.compose.scope import Scope
from inspector.model.message import Header
from inspector.model.request import RequestHeader
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="memory", name="k")
SCOPE = Scope(variables={"v": "1"}, secret_variables={"k": KEY}, secrets={KEY: Secret("hunter2")})


def _lines(*rows):
    problems = []
    return header_lines(rows, SCOPE, problems), problems


def test_order_repeats_and_case():
    rows = (RequestHeader("x-B", "1"), RequestHeader("X-a", "2"), RequestHeader("X-B", "3"))
    lines, problems = _lines(*rows)
    assert [(each.name, each.value) for each in lines] == [("x-B", "1"), ("X-a", "2"), ("X-B", "3")]
    assert problems == []


def test_switched_off_and_empty_rows_are_left_out():
    assert _lines(RequestHeader("A", "1", enabled=False), RequestHeader("", ""))[0] == ()


def test_an_empty_value_is_sent():
    assert _lines(RequestHeader("A", ""))[0][0].value == ""


def test_values_are_trimmed_and_filled():
    (line,), _ = _lines(RequestHeader(" A ", "  x{{v}}\t"))
    assert (line.name, line.value) == ("A", "x1")


def test_text_becomes_utf8_bytes():
    (line,), _ = _lines(RequestHeader("A", "ä{{k}}"))
    assert line.value == "Ã¤hunter2"
    assert line.secret == ((2, 9),)


@pytest.mark.parametrize("value", ["a\nb", "a\r\nX: y", "a\0b", "a\x1fb", "a\x7fb"])
def test_line_breaks_stop(value):
    _, problems = _lines(RequestHeader("A", value))
    assert problems[0].kind == "line-break-in-header"
    assert "A" in problems[0].message


@pytest.mark.parametrize("name", ["A B", "A:", "Ä", "a\nb", "("])
def test_bad_names_stop(name):
    _, problems = _lines(RequestHeader(name, "x"))
    assert problems[0].kind == "bad-header"


def test_finished_lines_are_checked_too():
    assert broken((Header("A", "x\ty \xff"),)) is None
    assert broken((Header("A", "x"), Header("B", "x\n"))).kind == "line-break-in-header"
