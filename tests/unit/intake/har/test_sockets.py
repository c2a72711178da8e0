import json

import pytest

from inspector.intake.har.sockets import SocketMessage, spoken


def said(*messages, way="receive"):
    return json.loads(spoken([SocketMessage(*one) for one in messages], way) or "[]")


@pytest.mark.parametrize(
    ("message", "value"),
    [
        (("receive", 1, '{"type":"next"}'), {"type": "next"}),
        (("receive", 1, "pong"), {"message": "pong"}),
        (("receive", 1, '44{"message":"no"}'), {"type": "connect_error", "message": "no"}),
        (("receive", 1, '42["hello"]'), ["hello"]),
        (
            ("receive", 8, "4401: Unauthorized"),
            {"close_code": 4401, "close_reason": "Unauthorized"},
        ),
        (("receive", 8, ""), {"close_code": None, "close_reason": ""}),
    ],
)
def test_a_message_is_read_as_what_it_is(message, value):
    assert said(message) == [value]


def test_each_way_and_text_only():
    messages = (("send", 1, '{"a":1}'), ("receive", 2, "AAEC"), ("receive", 1, '{"b":2}'))
    assert said(*messages, way="send") == [{"a": 1}]
    assert said(*messages) == [{"b": 2}]


def test_of_many_the_first_and_last_are_kept():
    kept = said(*[("receive", 1, f'{{"n":{number}}}') for number in range(500)])
    assert [one["n"] for one in kept] == [*range(10), *range(490, 500)]


def test_nothing_said_is_no_body():
    assert spoken([], "send") == b""
