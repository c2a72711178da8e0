"""Saved attempts: the envelope, and what was masked in it."""

import msgspec
import pytest

from inspector import intake
from inspector.intake.readers.saved_attempt import Envelope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, latin1


def saved(attempt):
    return msgspec.json.encode(Envelope(format=1, attempt=attempt))


def test_it_comes_back_with_its_masks_named():
    headers = (Header("Authorization", latin1("Bearer eyJhbGciOi••••••••Qm9k")), Header("A", "b"))
    exchange = Exchange(
        request=Message(method="GET", url="https://a/?key=••••", headers=headers, body=b"\xff"),
        reply=Reply(status=401, headers=(Header("Set-Cookie", latin1("a=••••••••••••")),)),
    )
    found = intake.read(saved(Attempt(id="x", exchanges=(exchange,)))).attempt
    assert found.source == "saved-attempt"
    assert found.exchanges[0].request == exchange.request
    assert found.exchanges[0].redacted == (
        "request.headers.authorization",
        "request.query.key",
        "reply.headers.set-cookie",
    )


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b'{"format": 2, "attempt": {}}', "format"),
        (b'{"format": 1, "attempt": {"exchanges": 7}}', "$.attempt.exchanges"),
        (b'{"format": 1, "attempt"', ""),
        (b'{"format": 1}', ""),
    ],
)
def test_damage_is_said_with_its_place(data, where):
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(data)
    assert raised.value.problem.where == where
    assert raised.value.problem.todo


def test_what_follows_none_before_it_follows_none():
    message = Message(method="GET", url="https://a/")
    made = tuple(Exchange(request=message, answers=number) for number in (0, -2, 0))
    found = intake.read(saved(Attempt(exchanges=made))).attempt
    assert [one.answers for one in found.exchanges] == [None, None, 0]
