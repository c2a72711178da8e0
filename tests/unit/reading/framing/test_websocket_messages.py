import json

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Cause
from inspector.reading.framing.websocket_messages import socket_refuses


def socket(attempt, got, sent=None):
    body = f"\n> Content-Type: application/json\n>> {json.dumps(sent)}" if sent else ""
    return attempt(f"> GET wss://a.test/graphql{body}\n< 101 Switching\n<< {json.dumps(got)}")


@pytest.mark.parametrize(
    ("got", "refuses"),
    [
        ([{"close_code": 4401, "close_reason": "Unauthorized"}], True),
        ([{"close_code": 1008, "close_reason": "token expired"}], True),
        ([{"type": "connection_error", "payload": {"message": "x"}}], True),
        ([{"type": "ack"}, {"type": 7, "error": "denied"}], True),
        ([{"close_code": 1000, "close_reason": ""}], False),
        ([{"close_code": None, "close_reason": ""}, {"type": "next"}], False),
        ([["hello"]], False),
    ],
)
def test_an_error_or_an_end_with_a_reason_refuses(attempt, got, refuses):
    assert socket_refuses(Trace(socket(attempt, got)).case(0).heard) is refuses


INIT = {"type": "connection_init"}
WITH_TOKEN = [{**INIT, "payload": {"headers": {"Authorization": "Bearer abcdef0123456789"}}}]


@pytest.mark.parametrize(
    ("sent", "words", "cause"),
    [
        ([INIT], "Missing 'Authorization' header", Cause.MISSING_CREDENTIALS),
        (WITH_TOKEN, "jwt expired", Cause.INVALID_CREDENTIALS),
        (WITH_TOKEN, "Forbidden", Cause.INSUFFICIENT_PERMISSIONS),
    ],
)
def test_the_last_words_of_a_socket_are_explained(attempt, sent, words, cause):
    verdict = diagnose(socket(attempt, [{"close_code": 4400, "close_reason": words}], sent))
    assert verdict.findings[0].cause is cause


def test_an_ordinary_error_of_a_program_is_no_refusal(attempt):
    got = [{"type": "error", "message": "Order is locked"}]
    assert diagnose(socket(attempt, got, [INIT])).findings == ()
