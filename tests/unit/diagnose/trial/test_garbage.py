"""Made-up credentials look like real ones and belong to nobody."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.diagnose.trial import garbage
from inspector.protocol.tokens import jose
from tests.fixtures.experimenting import jwt


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("ghp_abcDEF0123456789abcDEF0123456789abcD", "ghp_"),
        ("sk_live_0123456789abcdefghij", "sk_live_"),
        ("AKIAIOSFODNN7EXAMPLE", "AKIA"),
        ("d290f1ee-6c54-4b01-90e6-d701748f0851", ""),
        ("ZxaQwdEr", ""),
        ("ada.lovelace", ""),
        ("v2|Zx9Qw7ErTy", "v2|"),
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


ONE = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("42", ONE),
        ("ada", ONE),
        ("abc1234", ONE),
        ("sk_1234", ONE),
        ("user_1234567", f"user_{ONE}"),
        ("12345678", ONE),
        ("4929-1234-5678-9012", ONE),
        ("A1234567", ONE),
        ("田中太郎と山田花子", ONE),
        ("42|Zx9Qw7ErTyUi", rf"{ONE}\|[A-Z][a-z]\d[A-Z][a-z]\d[A-Z][a-z][A-Z][a-z][A-Z][a-z]"),
        ("ada:1234", f"{ONE}:{ONE}"),
        ("jo@a.de", f"{ONE}@{ONE}"),
    ],
)
def test_what_could_be_somebodys_becomes_a_uuid(value, made):
    assert re.fullmatch(made, garbage.same_shape(value))


@given(st.text(st.sampled_from("abXY019-_.:|@é"), min_size=1, max_size=30))
def test_no_short_part_is_varied_into_another_of_its_kind(value):
    """Each part is a UUID, a part with room, or no part of a name at all."""
    for old, new in zip(
        re.split("[:|@]+", value), re.split("[:|@]+", garbage.same_shape(value)), strict=True
    ):
        varied = sum(one.isascii() and one.isalnum() for one in old)
        if old and varied < 8 and not re.fullmatch(r"v\d{1,2}", old):
            assert re.search(f"{ONE}$", new)


def test_a_token_is_in_nobodys_name_whatever_names_somebody():
    who = {
        "sub": 42,
        "uid": "7",
        "email": "ada@acme.test",
        "user": {"id": 42, "names": ["Ada", "Lovelace"], "active": True},
        "https://acme.test/account": "ada",
    }
    token = jwt(aud="orders", scope="read", roles=["admin"], **who)
    for made in (garbage.same_shape(token), garbage.expired(token, 1_000_000)):
        claims = jose.read(made).claims
        assert claims.keys() == jose.read(token).claims.keys()
        assert [claims[name] for name in ("aud", "scope", "roles")] == ["orders", "read", ["admin"]]
        assert claims["user"]["active"] is True
        assert re.fullmatch(ONE, claims["sub"])
        assert re.fullmatch(ONE, claims["user"]["id"])
        for name in ("ada", "Ada", "Lovelace", 'acme.test/account": "ada'):
            assert f'"{name}"' not in json.dumps(claims)


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
