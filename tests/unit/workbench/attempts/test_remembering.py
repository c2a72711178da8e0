"""What the history keeps of an answer is free of secrets, and tells equal credentials."""

from datetime import UTC, datetime

import jwt
import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Timing
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.record.history import History
from inspector.workbench.answer import Answer, answer
from inspector.workbench.attempts.remembering import LARGEST, remembered

KEY = b"k" * 32
STARTED = datetime(2026, 11, 25, 12, tzinfo=UTC)
TOKEN = jwt.encode({"sub": "alice", "exp": 1_600_000_000}, "s" * 40, algorithm="HS256")


def _answer(*headers, url="https://API.example.com/orders?page=2", status=401):
    exchange = Exchange(
        request=Message(method="GET", url=url, target="/orders?page=2", headers=headers),
        reply=Reply(status=status, headers=(Header("WWW-Authenticate", "Bearer"),)),
        timing=Timing(total=12.6),
        started=STARTED,
    )
    return answer(Attempt(id="a1", exchanges=(exchange,), started=STARTED, environment="Staging"))


def _row(*headers, **more):
    return remembered(_answer(*headers, **more), (), KEY)[0]


def test_the_line_says_what_was_sent_and_why_it_was_refused():
    row = _row(Header("Authorization", f"Bearer {TOKEN}"))
    assert (row.method, row.host, row.path) == ("GET", "api.example.com", "/orders")
    assert (row.status, row.environment, row.duration) == (401, "Staging", 13)
    assert (row.cause, row.finding) == ("invalid-credentials", "token-expired")
    assert row.title
    assert row.time == STARTED
    assert row.scheme == "Bearer"


def test_an_accepted_one_has_no_cause():
    row = _row(Header("Authorization", "Bearer abcdefgh12345678"), status=200)
    assert (row.cause, row.finding, row.certainty) == ("", "", "")


@pytest.mark.parametrize(
    "header",
    [
        Header("Authorization", f"Bearer {TOKEN}"),
        Header("X-API-Key", "marked-secret-1234567890"),
        Header("Cookie", "sid=marked-secret-1234567890"),
        Header("Authorization", "Basic YWxpY2U6bWFya2VkLXNlY3JldC0xMjM0"),
    ],
    ids=lambda header: header.value[:12],
)
def test_equal_credentials_have_equal_fingerprints_and_no_secret_stays(header, tmp_path):
    one, two = _row(header), _row(header, status=200)
    assert one.credential == two.credential != ""
    assert _row(Header(header.name, header.value + "x")).credential != one.credential
    history = History(tmp_path / "history.sqlite")
    history.add(*remembered(_answer(header), (), KEY)).result(60)
    history.close()
    written = (tmp_path / "history.sqlite").read_bytes()
    for secret in (TOKEN.split(".")[2], "marked-secret-12", "YWxpY2U6bWFya2Vk", "bWFya2VkLXNl"):
        assert secret.encode() not in written


def test_a_signed_token_keeps_its_claims():
    kept = remembered(_answer(Header("Authorization", f"Bearer {TOKEN}")), (), KEY)[1]
    value = kept.attempt.exchanges[0].request.headers[0].value
    assert value.startswith(f"Bearer {TOKEN.rpartition('.')[0]}.")
    assert TOKEN not in value


def test_digest_is_told_by_its_user():
    values = [
        f'Digest username="alice", realm="r", nonce="n{n}", uri="/", response="{n * 32}"'
        for n in "ab"
    ]
    one, two = (_row(Header("Authorization", value)) for value in values)
    assert one.credential == two.credential != ""
    assert one.scheme == "Digest"


def test_a_secret_of_the_vault_is_hidden_wherever_it_stands():
    sent = _answer(Header("X-Custom", "value-of-the-vault-77"))
    kept = remembered(sent, ("value-of-the-vault-77",), KEY)[1]
    assert b"value-of-the-vault-77" not in msgspec.json.encode(kept)


def test_without_exchanges_there_is_still_a_line():
    row = remembered(answer(Attempt(id="empty")), (), KEY)[0]
    assert (row.id, row.host, row.status) == ("empty", "", None)


def test_of_a_large_body_the_beginning_is_kept_and_marked_as_cut():
    secret = "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2"
    body = b"x" * (LARGEST - 20) + secret.encode() + b"y" * LARGEST  # the cut goes through it
    exchange = Exchange(
        request=Message(
            method="POST",
            url="https://api.example.com/",
            headers=(Header("Authorization", f"Bearer {secret}"),),
            body=body,
            body_secret=((LARGEST - 20, LARGEST - 20 + len(secret)),),
        ),
        reply=Reply(status=401, body=body),
        raw_sent=body,
        raw_received=body,
    )
    whole = Answer(attempt=Attempt(id="a1", exchanges=(exchange,)))
    kept = remembered(whole, (), KEY)[1].attempt.exchanges[0]
    assert kept.reply.cut
    assert kept.request.body_size == len(body)
    assert LARGEST // 2 < len(kept.reply.body) == len(kept.request.body) < LARGEST
    assert kept.raw_sent + kept.raw_received == b""
    assert set(kept.reply.body + kept.request.body) == set(b"x")


def test_an_attempt_with_a_token_signed_here_has_that_as_its_note():
    ref = SecretRef(place="memory", name="signed-here-0123456789ab")
    request = Request(url="https://a.example", credential=Bearer(token=ref))
    made = _answer(Header("Authorization", f"Bearer {TOKEN}"))
    marked = msgspec.structs.replace(made.attempt, request=request)
    row, _ = remembered(msgspec.structs.replace(made, attempt=marked), (), KEY)
    assert row.note == "Token signed here"
