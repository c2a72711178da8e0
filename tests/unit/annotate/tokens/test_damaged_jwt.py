"""A damaged token is read as far as it goes; its signature stays hidden however it is damaged."""

from datetime import UTC, datetime

import jwt
import pytest

from inspector.annotate.tokens import decode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLAIMS = {"iss": "https://login.example", "aud": "orders", "sub": "lena", "exp": 1_767_229_200}
HEAD, BODY, SIGN = jwt.encode(CLAIMS, "k" * 40, algorithm="HS256").split(".")
WHOLE = f"{HEAD}.{BODY}.{SIGN}"


def _rows(token):
    return {row.name: row.value for part in token.parts for row in part.rows}


@pytest.mark.parametrize(
    ("text", "result", "claims"),
    [
        (f"{HEAD}.{BODY[:40]}#{BODY[40:]}.{SIGN}", "character 78 can't stand", set(CLAIMS)),
        (f"{HEAD}.{BODY[:60]}#{BODY[61:]}.{SIGN}", "character 98 can't stand", {"iss"}),
        (f"{HEAD[:9]}%{HEAD[9:]}.{BODY}.{SIGN}", "character 10 can't stand", set(CLAIMS)),
        (f"{HEAD}.{BODY}.{SIGN[:4]}*{SIGN[4:]}", "can't stand", set(CLAIMS)),
        (f"{HEAD}.{BODY}#{SIGN}", "can't stand", {"iss", "aud", "sub"}),
        (f"{HEAD}.{BODY[:70]}", "it was cut off", {"iss", "aud"}),
        (f"{HEAD}.{BODY}{SIGN}", "it was cut off", set()),
        (f"{WHOLE}.abcd", "a part too many", set(CLAIMS)),
    ],
)
def test_what_is_readable_is_read(text, result, claims):
    token = decode(f"Bearer {text}", NOW)
    assert token.title == "Damaged token (JWT)"
    assert result in token.result
    assert token.todo.startswith("Copy it once more")
    found = _rows(token)
    assert found["alg"] == "HS256"
    assert claims <= set(found)
    assert not any(SIGN[at : at + 8] in token.masked for at in range(len(SIGN) - 7))


def test_the_bad_character_can_be_seen():
    bad = decode(f"{HEAD}.{BODY[:40]}#{BODY[40:]}.{SIGN}", NOW)
    assert f"{BODY[:40]}#{BODY[40:]}." in bad.masked
    signed = decode(f"{HEAD}.{BODY}.{SIGN[:4]}*{SIGN[4:]}", NOW)
    assert "•*•" in signed.masked


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_number_at_the_cut_is_not_taken_for_whole(cut):
    assert "exp" not in _rows(decode(f"{HEAD}.{BODY[:-cut]}", NOW))


def test_a_header_that_is_none():
    token = decode("eyJhbGci.e30.c2lnbmF0dXJl", NOW)
    assert token.result == "Damaged token: its header can't be read"
    assert token.remarks[0].level == "bad"
