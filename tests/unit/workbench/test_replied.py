"""What captures and expectations find in a reply."""

import pytest

from inspector.model.exchange import Exchange, Timing
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Capture, Expectation
from inspector.workbench.runs.replied import captured, missed

REPLY = Reply(
    status=201,
    headers=(Header("ETag", "e-1"), Header("Set-Cookie", "sid=s-1; Path=/")),
    body=b'{"a": {"b": [1, {"c": "x"}]}, "n": null, "t": true}',
)
EXCHANGE = Exchange(
    request=Message(method="GET", url="https://a/"), reply=REPLY, timing=Timing(total=120.0)
)


@pytest.mark.parametrize(
    ("source", "path", "value"),
    [
        ("body", "$.a.b[1].c", "x"),
        ("body", "$.a.b[0]", "1"),
        ("body", "$.a", '{"b": [1, {"c": "x"}]}'),
        ("body", "$.t", "true"),
        ("header", "etag", "e-1"),
        ("cookie", "sid", "s-1"),
    ],
)
def test_a_value_is_found(source, path, value):
    assert captured([Capture(variable="v", source=source, path=path)], REPLY) == {"v": value}


@pytest.mark.parametrize(
    ("source", "path"), [("body", "$.z"), ("body", "$["), ("header", "x"), ("cookie", "y")]
)
def test_what_is_not_there_is_left_out(source, path):
    assert captured([Capture(variable="v", source=source, path=path)], REPLY) == {}


def test_a_body_that_is_no_json_holds_nothing():
    reply = Reply(status=200, body=b"<html>")
    assert captured([Capture(variable="v", path="$.a")], reply) == {}


@pytest.mark.parametrize(
    ("of", "name", "value", "said"),
    [
        ("status", "", "201", ""),
        ("status", "", "200, 2xx", ""),
        ("status", "", "4xx", "The status is 201."),
        ("body", "$.a.b[1].c", "x", ""),
        ("body", "$.a", "", ""),
        ("body", "$.a.b[0]", "2", "$.a.b[0] is another value."),
        ("body", "$.z", "", "$.z is not there."),
        ("header", "ETag", "e-1", ""),
        ("header", "X", "", "X is not there."),
        ("time", "", "200", ""),
        ("time", "", "100", "It took 120 ms."),
    ],
)
def test_an_expectation_is_held_against_the_reply(of, name, value, said):
    found = missed([Expectation(of=of, name=name, value=value)], EXCHANGE)
    assert found == ((said,) if said else ())


def test_without_a_reply_nothing_is_as_expected():
    alone = Exchange(request=EXCHANGE.request)
    assert len(missed([Expectation(value="2xx"), Expectation(of="time", value="9")], alone)) == 2
