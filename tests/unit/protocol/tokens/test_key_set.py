"""Signatures verified with keys made for the test."""

import json

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from inspector.protocol.tokens import jose
from inspector.protocol.tokens.key_set import fit, is_public, key_ids

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


def published(key, kid):
    algorithm = RSAAlgorithm if hasattr(key, "private_numbers") and key is not EC else ECAlgorithm
    made = json.loads(algorithm.to_jwk(key.public_key()))
    return {**made, "kid": kid, "use": "sig"}


def token(key, algorithm, kid="k1"):
    return pyjwt.encode({"sub": "ada"}, key, algorithm, headers={"kid": kid})


def check(text, keys):
    return fit(jose.read(text), keys)


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "RS256"), (RSA, "PS384"), (EC, "ES256")])
def test_its_key_fits(key, algorithm):
    assert check(token(key, algorithm), [published(OTHER, "k0"), published(key, "k1")]) == "fits"


def test_another_key_does_not():
    assert check(token(RSA, "RS256"), [published(OTHER, "k1")]) == "wrong"


def test_an_altered_token_does_not():
    head, _, signature = token(RSA, "RS256").split(".")
    assert check(f"{head}.eyJzdWIiOiJldmUifQ.{signature}", [published(RSA, "k1")]) == "wrong"


def test_the_key_is_no_longer_published():
    assert check(token(RSA, "RS256", "old"), [published(RSA, "k1")]) == "no-such-key"


@pytest.mark.parametrize(
    "keys",
    [[{"kid": "k1"}], [{"kid": "k1", "kty": "RSA", "n": "!", "e": "AQAB"}], [published(EC, "k1")]],
)
def test_keys_that_cannot_be_used(keys):
    assert check(token(RSA, "RS256"), keys) == "unreadable"


def test_a_key_without_a_name_is_tried_too():
    nameless = published(RSA, None)
    assert check(token(RSA, "RS256"), [published(OTHER, "k0"), nameless]) == "fits"
    assert key_ids([nameless, published(OTHER, "k0")]) == ("k0",)


def test_a_secret_can_not_be_checked_with_a_public_key():
    assert check(pyjwt.encode({}, "s" * 32, "HS256"), [published(RSA, "k1")]) == "unreadable"
    assert not is_public("HS256")
    assert not is_public("none")
