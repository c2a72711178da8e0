"""A token whose signature is the better part of what its algorithm makes was cut short."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.experimenting import jwt

WHOLE = jwt(sub="ada")  # HS256 makes 32 bytes
ANOTHER = jwt(sub="bea")
SIGNED = 43  # signs of Base64


def call(token, status="401 Unauthorized"):
    return f"> GET https://mills.example/sacks\n> Authorization: Bearer {token}\n< {status}"


def certainty_of_a_cut(attempt, *calls):
    found = diagnose(attempt("\n---\n".join(calls))).findings
    return next((one.certainty.value for one in found if one.slug == "token-cut"), "")


@pytest.mark.parametrize(
    ("left", "certainty"), [(40, "very-likely"), (22, "very-likely"), (18, "possible")]
)
def test_half_of_it_at_least_is_there(attempt, left, certainty):
    assert certainty_of_a_cut(attempt, call(WHOLE[: left - SIGNED])) == certainty


def test_one_that_is_known_is_refused_for_another_reason(attempt):
    short = WHOLE[: 40 - SIGNED]
    assert certainty_of_a_cut(attempt, call(short)) == "very-likely"
    assert certainty_of_a_cut(attempt, call(short, "403 Forbidden")) == "unlikely"


@pytest.mark.parametrize(("taken", "certainty"), [(40, "possible"), (SIGNED, "very-likely")])
def test_where_one_as_long_is_taken_it_is_whole(attempt, taken, certainty):
    given = call(ANOTHER[: len(ANOTHER) + taken - SIGNED], "200 OK")
    refused = call(WHOLE[: 40 - SIGNED])
    assert certainty_of_a_cut(attempt, given, refused) == certainty
