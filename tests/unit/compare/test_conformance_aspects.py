"""What every aspect keeps to."""

import pytest

from inspector.compare.masking import Masking
from inspector.compare.registry import all_aspects
from inspector.compare.side import Side
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Dropped, Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Header, Message, Reply
from tests.unit.compare.conftest import attempt, bearer, token

SECRET = "marked-secret-value-77"
ASPECTS = pytest.mark.parametrize("aspect", all_aspects(), ids=lambda aspect: aspect.ID)
FULL = attempt(
    bearer(token()),
    Header("Cookie", f"sid={SECRET}; theme=1"),
    Header("X-API-Key", SECRET),
    Header("X-Request-Id", "1"),
    url=f"https://api.example.com/v1?api_key={SECRET}&page=2",
    body=b'{"password": "marked-secret-value-77", "user": "alice"}',
    reply_headers=(
        Header("WWW-Authenticate", 'Bearer error="invalid_token", nonce="n1"'),
        Header("Set-Cookie", f"sid={SECRET}; Path=/"),
        Header("Content-Type", "application/json"),
    ),
    reply_body=b'{"error": "no", "refresh_token": "marked-secret-value-77"}',
    connection=Connection(peer="10.0.0.1:443", proxy=f"http://u:{SECRET}@proxy:3128"),
)


def _side(answer):
    return Side(answer.attempt, answer.verdict, Masking(answer.attempt.exchanges, (SECRET,)))


@ASPECTS
def test_it_has_a_title_and_reads_a_full_attempt(aspect):
    first = Exchange(
        request=Message(method="GET", url=f"https://api.example.com/?token={SECRET}"),
        reply=Reply(status=302),
        dropped=(Dropped("Authorization", "another host"),),
    )
    attempt_ = Attempt(exchanges=(first, *FULL.attempt.exchanges))
    side = Side(attempt_, Verdict(), Masking(attempt_.exchanges, (SECRET,)))
    assert aspect.title()[0].isupper()
    assert list(aspect.facts(side))


@ASPECTS
def test_no_secret_is_in_a_text(aspect):
    for fact in aspect.facts(_side(FULL)):
        assert SECRET not in f"{fact.name} {fact.text} {fact.note}"
        assert token().rpartition(".")[2] not in fact.text


@ASPECTS
def test_an_empty_attempt_is_no_trouble(aspect):
    side = Side(Attempt(), Verdict(), Masking())
    for fact in aspect.facts(side):
        assert fact.name
