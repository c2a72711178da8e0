"""Tokens of oidc-provider are checked with the keys it publishes; a rotated key is explained."""

import json

import pytest
from joserfc import jwk

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.signatures import check
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.signing import signed
from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")


@pytest.fixture
def token(provider):
    return provider.issue(scope="orders:read", resource=Provider.SIGNED)


@pytest.fixture
def found(bench, provider):
    return bench.submit(bench.keys_of(provider.url)).result(60)


def test_its_signature_holds(token, found):
    assert (found.problem, found.source) == ("", "127.0.0.1")
    answer = check(token, found.material, found.source)
    assert (answer.state, answer.title) == ("valid", "Signature is valid")
    assert decode(token).title == "Access token (JWT)"


def test_an_altered_token(token, found):
    head, _, tail = token.split(".")
    assert check(f"{head}.eyJzdWIiOiJyb290In0.{tail}", found.material).state == "invalid"


def test_a_key_of_the_same_name_that_is_another(token, found):
    header = jose.read(token).header
    other = jwk.RSAKey.generate_key(2048, {"kid": header["kid"]})
    forged = signed(header, {"sub": "root"}, json.dumps(other.as_dict(private=True)))
    assert check(forged, found.material).title == "Signature is wrong"


def test_a_rotated_key_is_explained(bench, provider, token):
    provider.rotate()
    found = bench.submit(bench.keys_of(provider.url)).result(60)
    answer = check(token, found.material, found.source)
    assert answer.title == "Its key is not there"
    assert jose.read(token).header["kid"] in answer.text
    fresh = provider.issue(scope="orders:read", resource=Provider.SIGNED)
    assert check(fresh, found.material).state == "valid"
