"""An edited token is written: signed anew, or with its old signature."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.annotate.tokens.signatures import check
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.signing import SigningError, parsed, signed, unsigned

SECRET = "a-secret-that-is-long-enough-for-hs256"


def test_signed_with_a_secret():
    token = signed({"alg": "HS256"}, {"sub": "ä"}, SECRET)
    assert jose.read(token).claims == {"sub": "ä"}
    assert check(token, SECRET).state == "valid"


def test_signed_with_private_keys():
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert check(signed({"alg": "ES256"}, {}, pem), public.decode()).state == "valid"
    jwk = '{"kty":"oct","k":"YS1zZWNyZXQtdGhhdC1pcy1sb25nLWVub3VnaC1mb3ItaHMyNTY"}'
    assert check(signed({"alg": "HS256"}, {}, jwk), SECRET).state == "valid"


def test_without_a_signature():
    assert signed({"alg": "none"}, {"a": 1}, "").endswith(".")


def test_with_the_old_signature():
    old = signed({"alg": "HS256"}, {"sub": "a"}, SECRET)
    new = unsigned(old, {"alg": "HS256"}, {"sub": "b"})
    assert new.rpartition(".")[2] == old.rpartition(".")[2]
    assert check(new, SECRET).state == "invalid"
    assert unsigned("x", {}, {}).endswith(".")


def test_half_a_character_is_written_as_an_escape():
    claims = parsed('{"sub": "\\ud800"}', "claims")
    assert jose.read(unsigned("", {"alg": "x"}, claims)).claims == claims


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "RS256"}, SECRET),
        ({"alg": "HS999"}, SECRET),
        ({}, SECRET),
        ({"alg": "ES256"}, "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----"),
        ({"alg": "HS256"}, "{broken"),
        ({"alg": "HS256"}, "{}"),
    ],
)
def test_what_can_not_sign(header, key):
    with pytest.raises(SigningError) as caught:
        signed(header, {}, key)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("members", [{}, {"kty": "new"}, {"kty": "RSA"}, {"kty": 1}])
def test_what_is_said_of_a_key_shows_nothing_of_it(members):
    key = json.dumps({**members, "k": SECRET, "d": SECRET, "keys": [{"k": SECRET}]})
    with pytest.raises(SigningError) as caught:
        signed({"alg": "HS256"}, {}, key)
    assert SECRET not in str(caught.value)
    assert "{" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a":\n 1,}', "line 2, column"),
        ("[1]", "object in braces"),
        ("[" * 100_000, "nested too deeply"),
        ("", "line 1, column 1"),
    ],
)
def test_mistakes_are_placed(text, words):
    with pytest.raises(SigningError, match=words):
        parsed(text, "claims")


def test_good_text():
    assert parsed(json.dumps({"a": 1}), "claims") == {"a": 1}
