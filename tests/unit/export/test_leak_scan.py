"""The scan of what leaves: every planted variant is found, and no harmless look-alike."""

import base64
import json
import random
import string
import uuid

import pytest

from inspector.export.leak_check import LeakSearch
from tests.fixtures.echoes import echoes

draw = random.Random(401)
LETTERS = string.ascii_letters + string.digits


def _drawn(alphabet, length):
    return "".join(draw.choices(alphabet, k=length))


def _token(head, claims):
    parts = [json.dumps(each, separators=(",", ":")).encode() for each in (head, claims)]
    coded = [base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in parts]
    return ".".join((*coded, _drawn(LETTERS + "-_", 43)))


SECRETS = [
    f"sk_live_{_drawn(LETTERS, 24)}",
    f"ghp_{_drawn(LETTERS, 36)}",
    f"xoxb-{_drawn(string.digits, 12)}-{_drawn(LETTERS, 24)}",
    f"AKIA{_drawn(string.ascii_uppercase + '234567', 16)}",
    _drawn(string.hexdigits.lower()[:16], 40),
    _drawn(LETTERS + "+/", 42) + "==",
    _drawn(LETTERS + "-_", 43),
    _drawn(string.ascii_letters + string.punctuation.replace("*", ""), 32),
    f"Pässwörd-{_drawn(LETTERS, 12)}-ñ",
    f"日本語-{_drawn(LETTERS, 16)}",
    f"correct {_drawn(LETTERS, 9)} battery {_drawn(LETTERS, 9)}",
    str(uuid.UUID(int=draw.getrandbits(128), version=4)),
    _token({"alg": "RS256", "typ": "JWT"}, {"sub": "ada", "iss": "https://login.example"}),
    _token({"alg": "HS256"}, {"sub": "42", "scope": "read write"}),
    f"glpat-{_drawn(LETTERS, 20)}",
    f"SG.{_drawn(LETTERS, 22)}.{_drawn(LETTERS, 43)}",
]
HEADS = [
    base64.urlsafe_b64encode(json.dumps(each, separators=(",", ":")).encode()).rstrip(b"=").decode()
    for each in (
        {"alg": "RS256", "typ": "JWT"},
        {"alg": "HS256"},
        {"alg": "ES256", "typ": "at+jwt"},
        {"typ": "JWT", "alg": "none"},
    )
]
WORDS = [
    "Bearer",
    "Basic",
    "Digest",
    "Negotiate",
    "DPoP",
    "invalid_token",
    "insufficient_scope",
    "realm",
    "error",
]


def _look_alikes():
    yield from HEADS
    yield from (f"{head}.{head}" for head in HEADS)
    yield from (f"Authorization: {word} ••••" for word in WORDS)
    yield from (f'WWW-Authenticate: {word} realm="{word}"' for word in WORDS)
    yield from (base64.b64encode(word.encode() * 3).decode() for word in WORDS)
    for _ in range(80):
        yield str(uuid.UUID(int=draw.getrandbits(128), version=4))
        yield _drawn(string.hexdigits.lower()[:16], 40)
        yield f"sk_live_{_drawn(LETTERS, 24)}"
        yield f"ghp_{_drawn(LETTERS, 36)}"
        yield base64.b64encode(draw.randbytes(24)).decode()
        yield _token({"alg": "RS256", "typ": "JWT"}, {"sub": "ada", "iss": "https://login.example"})


@pytest.fixture(scope="module")
def search():
    return LeakSearch(SECRETS)


def test_every_planted_variant_is_found(search):
    planted = [
        (secret, name, body if isinstance(body, str) else body.decode(charset))
        for secret in SECRETS
        for name, body, charset in echoes(secret)
        if not (name == "first 40" and secret.startswith("eyJ"))  # of a token: what it claims
    ]
    assert len(planted) >= 500
    missed = [
        (secret, name)
        for secret, name, text in planted
        if not any(each for each in search.leaks(f"before {text} after"))
    ]
    assert missed == []


@pytest.mark.parametrize("letters", [1, 7])
def test_a_token_with_the_same_claims_is_another_one(search, letters):
    known = next(each for each in SECRETS if each.startswith("eyJ"))
    claims, _, signature = known.rpartition(".")
    assert search.leaks(f"{claims}.{signature[:letters]}{'x' * 36}") == ()
    assert search.leaks(f"{claims}.{signature[:8]}{'x' * 35}") != ()


def test_no_harmless_look_alike_is_taken_for_one(search):
    harmless = list(_look_alikes())
    assert len(set(harmless)) >= 500
    assert [each for each in harmless if search.leaks(f"before {each} after")] == []
