"""Made-up credentials look like real ones and belong to nobody."""

import re

import pytest

from inspector.diagnose.trial import garbage
from inspector.protocol import jose
from tests.fixtures.experimenting import jwt


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("ghp_abcDEF0123456789abcDEF0123456789abcD", "ghp_"),
        ("sk_live_0123456789abcdefghij", "sk_live_"),
        ("AKIAIOSFODNN7EXAMPLE", "AKIA"),
        ("d290f1ee-6c54-4b01-90e6-d701748f0851", ""),
        ("abc", ""),
    ],
)
def test_the_shape_stays_and_the_value_goes(value, kept):
    made = garbage.same_shape(value)
    assert len(made) == len(value)
    assert made != value
    assert made.startswith(kept)
    shape = [re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", re.sub(r"\d", "0", one)))
             for one in (made, value)]  # fmt: skip
    assert shape[0] == shape[1]


def test_a_jwt_stays_a_jwt_of_somebody_else():
    token = jwt(aud="orders")
    made, real = jose.read(garbage.same_shape(token)), jose.read(token)
    assert made.header == real.header
    assert made.claims.keys() == real.claims.keys()
    assert made.claims["aud"] == "orders"
    assert made.claims["sub"] != real.claims["sub"]
    assert made.signature != real.signature
    assert len(made.signature) == len(real.signature)


def test_only_the_signature_changes():
    token = jwt()
    other = garbage.with_other_signature(token)
    assert other.rpartition(".")[0] == token.rpartition(".")[0]
    assert other != token


def test_expired_keeps_the_signature():
    token = jwt()
    ended = jose.read(garbage.expired(token, 1_000_000))
    assert ended.claims["exp"] < 1_000_000
    assert ended.claims["iat"] < ended.claims["exp"]
    assert ended.signature == jose.read(token).signature


def test_nobody_is_never_twice_the_same():
    assert garbage.user_name() != garbage.user_name()
    assert garbage.password() != garbage.password()


@pytest.mark.parametrize("value", ["", "abc", "eyJ.x.y", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.W10.x"])
def test_what_is_no_jwt_is_left_alone(value):
    assert not garbage.is_jwt(value)
    assert garbage.with_other_signature(value) == value
    assert garbage.expired(value, 0) == value
