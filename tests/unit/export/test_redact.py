"""A redacted answer holds no secret anywhere, and its places still point to their bytes."""

import msgspec
import pytest

from inspector.export.leak_check import leaks
from inspector.export.options import Options
from inspector.export.places import ends, value_of
from inspector.export.redact import redact
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message
from inspector.workbench.answer import Answer
from tests.unit.export.conftest import BASIC, JWT, KEY, SECRETS, SESSION


def text_of(redacted):
    record = (redacted.attempt, redacted.annotations, redacted.verdict, redacted.replaced)
    return msgspec.json.encode(record).decode() + repr(record)


def test_no_secret_is_left_in_any_field(answer):
    redacted = redact(answer)
    assert leaks(text_of(redacted), SECRETS) == ()
    for secret in SECRETS:
        assert secret not in text_of(redacted)


def test_bytes_on_the_wire_keep_their_places_and_lose_their_secrets(answer):
    first, refused, failed = redact(answer).attempt.exchanges
    before = answer.attempt.exchanges[2].raw_received
    assert failed.raw_received == before.replace(JWT.encode(), b"*" * len(JWT))
    assert JWT.encode() not in refused.raw_sent + refused.raw_received
    assert first.request.headers[0].secret == ()
    kept = redact(answer, Options(include_secrets=True)).attempt.exchanges
    assert [one.raw_sent for one in kept] == [one.raw_sent for one in answer.attempt.exchanges]


def test_places_point_to_the_same_bytes(answer):
    redacted = redact(answer)
    evidence = redacted.verdict.findings[1].evidence
    found = []
    for item in evidence[:3]:
        start, end = ends(item.place, redacted.attempt.exchanges)
        found.append(value_of(item.place, redacted.attempt.exchanges)[start:end])
    assert found[0] == 'error="invalid_token"'
    assert found[1].encode("latin-1").decode() == "eyJhbGciOi••••••••EyMw"
    assert found[2] == "limit=2"


def test_what_was_replaced_is_listed_without_being_shown(answer):
    replaced = redact(answer).replaced
    assert {item.where for item in replaced} >= {
        "Authorization of exchange 2",
        "Cookie of exchange 2",
    }
    assert sum(item.is_token for item in replaced) == 1
    token = next(item for item in replaced if item.is_token)
    assert token.count >= 3
    assert [item.id for item in replaced] == [str(number + 1) for number in range(len(replaced))]


def test_single_choices_are_followed(answer):
    token = next(item for item in redact(answer).replaced if item.is_token)
    redacted = redact(answer, Options(choices={token.id: "keep-claims"}))
    value = redacted.attempt.exchanges[1].request.headers[1].value
    assert value.startswith("Bearer " + JWT.rpartition(".")[0])
    assert KEY not in text_of(redacted)


def test_values_of_the_vault_are_found_in_plain_text(answer):
    redacted = redact(answer, Options(known=("27 minutes ago",)))
    assert "27 minutes ago" not in redacted.verdict.findings[1].title


def test_secrets_stay_when_they_are_asked_for(answer):
    redacted = redact(answer, Options(include_secrets=True))
    for secret in (JWT, KEY, SESSION, BASIC):
        assert secret in repr(redacted.attempt)
    assert redacted.hidden == ()
    assert redacted.attempt.exchanges[1].reply == answer.attempt.exchanges[1].reply


def test_other_words_stay_as_they_are(answer):
    redacted = redact(answer)
    assert redacted.verdict.findings[0] == answer.verdict.findings[0]
    assert redacted.annotations[0].text == "A signed token."
    assert redacted.attempt.exchanges[1].connection == answer.attempt.exchanges[1].connection


@pytest.mark.parametrize("known", [(), ("x",), ("",)])
def test_short_known_values_change_nothing(answer, known):
    assert redact(answer, Options(known=known)).attempt == redact(answer).attempt


def test_a_name_of_a_header_that_holds_a_secret_is_not_quoted():
    request = Message(
        method="GET",
        url="https://api.example/",
        headers=(
            Header(f"X-{KEY}", "1", "credential", ((0, 1),)),
            Header(f"X-{SESSION}", f"Bearer {KEY}"),
        ),
    )
    attempt = Attempt(exchanges=(Exchange(request=request),))
    redacted = redact(Answer(attempt=attempt), Options(known=(KEY, SESSION)))
    assert redacted.replaced
    assert not leaks(repr(redacted.replaced), (KEY, SESSION))
    assert KEY not in repr(
        [header.name for header in redacted.attempt.exchanges[0].request.headers]
    )
