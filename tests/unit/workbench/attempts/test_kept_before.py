"""The history as what was sent a moment ago: only the own credential comes back into it."""

from datetime import timedelta

import msgspec
import pytest

from inspector.diagnose.facts.case import Trace
from inspector.record import History
from inspector.workbench.answer import answer
from inspector.workbench.attempts.kept_before import kept_before
from inspector.workbench.attempts.remembering import remembered
from tests.fixtures.short_texts import START, attempt_of

KEY = b"k" * 32
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJqdGkiOiIxIn0.c2lnc2lnc2lnc2lnc2ln"


@pytest.fixture
def history():
    made = History(None)
    yield made
    made.close()


def begun(text, number, minutes):
    made = attempt_of(text, id=f"id-{number}")
    asked = made.exchanges[0].request
    asked = msgspec.structs.replace(asked, target=asked.url.removeprefix("https://a.test"))
    made = msgspec.structs.replace(
        made, exchanges=(msgspec.structs.replace(made.exchanges[0], request=asked),)
    )
    moment = START + timedelta(minutes=minutes)
    return msgspec.structs.replace(made, started=moment, source="sent")


def before(history, asked, *earlier):
    for number, text in enumerate(earlier):
        kept = remembered(answer(begun(text, number, number)), (), KEY)
        history.add(*kept).result(60)
    return kept_before(history, KEY, begun(asked, 99, 60))


def sent(line, path="/orders", status="200 OK"):
    return f"> GET https://a.test{path}\n> {line}\n< {status}"


@pytest.mark.parametrize(
    "line",
    [
        "Authorization: Bearer abcdefghijkl0123456789",
        f"Authorization: Bearer {JWT}",
        "Authorization: Basic YWxpY2U6c2VjcmV0",
        "X-Api-Key: k1234567890abcdef",
        "Cookie: sessionid=abcdefabcdef; csrftoken=0123456789abcdef",
    ],
)
def test_the_same_credential_is_known_again(history, line):
    asked = sent(line, status="401 Unauthorized")
    (found,) = before(history, asked, sent(line, "/items"))
    assert Trace(found).case(0).shares_credential(Trace(attempt_of(asked)).case(0))


def test_in_a_parameter_too(history):
    def at(path, status):
        return f"> GET https://a.test{path}?n=1&api_key=k1234567890abcdef\n< {status}"

    (found,) = before(history, at("/orders", "401 No"), at("/items", "200 OK"))
    assert found.exchanges[0].request.url == "https://a.test/items?n=1&api_key=k1234567890abcdef"


def test_another_credential_stays_masked(history):
    mine = "Authorization: Bearer abcdefghijkl0123456789"
    (found,) = before(history, sent(mine), sent("Authorization: Bearer zyxwvu9876543210zyx"))
    assert "zyxwvu" not in repr(found)
    assert not Trace(found).case(0).shares_credential(Trace(attempt_of(sent(mine))).case(0))


def test_what_concerns_neither_the_address_nor_the_credential_is_left(history):
    other = "Authorization: Bearer zyxwvu9876543210zyx"
    assert before(history, sent("X-Api-Key: k1234567890abcdef"), sent(other, "/items")) == ()


def test_the_oldest_comes_first(history):
    line = "X-Api-Key: k1234567890abcdef"
    found = before(history, sent(line), sent(line, "/a"), sent(line, "/b"))
    assert [one.id for one in found] == ["id-0", "id-1"]


def test_of_another_token_the_claims_are_left(history):
    """They tell which audience the server takes."""
    other = JWT.replace("eyJzdWIiOiJhbm4iLCJqdGkiOiIxIn0", "eyJzdWIiOiJhbm4iLCJhdWQiOiJ4In0")
    mine, theirs = (f"Authorization: Bearer {token}" for token in (JWT, other))
    (found,) = before(history, sent(mine), sent(theirs))
    (kept,) = Trace(found).case(0).sent.credentials
    assert kept.claims["aud"] == "x"
    assert "c2lnc2lnc2lnc2lnc2ln" not in repr(found)


def test_what_is_large_is_left_where_it_is(history):
    line = "X-Api-Key: k1234567890abcdef"
    large = f"{sent(line, '/a')}\n< Content-Type: text/plain\n<< {'words and words ' * 20_000}"
    assert [one.id for one in before(history, sent(line), large, sent(line, "/b"))] == ["id-1"]
