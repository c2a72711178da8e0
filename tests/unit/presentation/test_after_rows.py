"""Captures and expectations as two typed texts, there and back."""

import pytest

from inspector.model.request import Capture, Expectation
from inspector.presentation.library.after_rows import (
    capture_of,
    capture_pair,
    expectation_of,
    expectation_pair,
    trouble_of,
)


@pytest.mark.parametrize(
    ("pair", "capture"),
    [
        (("a", "$.token"), Capture(variable="a", path="$.token")),
        (("a", "header ETag"), Capture(variable="a", source="header", path="ETag")),
        (("a", "cookie sid"), Capture(variable="a", source="cookie", path="sid")),
    ],
)
def test_captures_come_back(pair, capture):
    assert capture_of(pair) == capture
    assert capture_pair(capture) == pair


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("status", "2xx"), Expectation(value="2xx")),
        (("time", "500"), Expectation(of="time", value="500")),
        (("header ETag", ""), Expectation(of="header", name="ETag")),
        (("$.id", "1"), Expectation(of="body", name="$.id", value="1")),
    ],
)
def test_expectations_come_back(pair, expected):
    assert expectation_of(pair) == expected
    assert expectation_pair(expected) == pair


def test_what_people_type_otherwise_is_understood():
    assert capture_of((" a ", "")) == Capture(variable="a", path="$")
    assert expectation_of(("Status", " 200 ")) == Expectation(value="200")
    assert expectation_of(("time", "500 ms")).value == "500"


@pytest.mark.parametrize(
    ("captures", "expectations", "words"),
    [
        ((Capture(variable="a", path="$.a[?@.b=='c']"),), (Expectation(value="200"),), ""),
        ((Capture(variable="a", path="token"),), (), "no JSONPath"),
        ((Capture(variable="a", path="$.a["),), (), "no JSONPath"),
        ((), (Expectation(of="body", name="$..["),), "no JSONPath"),
        ((), (Expectation(of="time", value="soon"),), "milliseconds"),
        ((), (Expectation(),), "Give a status"),
    ],
)
def test_what_can_not_work_is_said(captures, expectations, words):
    found = trouble_of(captures, expectations)
    assert words in found
    assert bool(found) is bool(words)
