"""Signatures are checked with keys of every form; hostile tokens and keys raise nothing."""

import base64
import json

import pytest
from joserfc import jwk

from inspector.annotate.tokens.signatures import check, weak_secret
from inspector.protocol.tokens.signing import signed
from tests.fixtures.saml_attacks import Issuer, attack, text
from tests.unit.protocol.tokens.test_paseto import ED25519, V4

SECRET = "a-secret-that-is-long-enough-for-hs256"
HMAC = signed({"alg": "HS256"}, {"sub": "a"}, SECRET)


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.fixture(scope="module")
def keys():
    return [jwk.ECKey.generate_key("P-256", {"kid": name}) for name in ("old", "new")]


def _set(*keys):
    return json.dumps({"keys": [key.as_dict(private=False) for key in keys]})


def _by(key, **header):
    return signed({"alg": "ES256", **header}, {"sub": "a"}, json.dumps(key.as_dict(private=True)))


def test_a_key_set(keys):
    found = check(_by(keys[1], kid="new"), _set(*keys), "idp.example")
    assert (found.state, found.title) == ("valid", "Signature is valid")
    assert found.text == "Signed by key new of idp.example (2 keys). Nobody altered it."


def test_a_token_without_kid_is_tried_with_every_key(keys):
    assert check(_by(keys[1]), _set(*keys)).state == "valid"


def test_a_key_that_is_gone(keys):
    found = check(_by(keys[0], kid="old"), _set(keys[1]))
    assert (found.state, found.title) == ("invalid", "Its key is not there")
    assert "names the key old; there are: new" in found.text


def test_the_wrong_key_of_the_same_name(keys):
    other = jwk.ECKey.generate_key("P-256", {"kid": "new"})
    assert check(_by(other, kid="new"), _set(*keys)).title == "Signature is wrong"


def test_a_key_of_another_kind(keys):
    assert check(HMAC, _set(*keys)).state == "unchecked"
    assert check(signed({"alg": "HS256"}, {}, keys[0].as_pem().decode()[:60]),
                 keys[0].as_pem(private=False).decode()).state != "valid"  # fmt: skip


def test_a_shared_secret():
    assert check(HMAC, SECRET).state == "valid"
    assert check(HMAC, SECRET + "x").state == "invalid"
    encoded = base64.urlsafe_b64encode(SECRET.encode()).decode()
    assert check(HMAC, encoded).state == "valid"


def test_a_certificate_and_a_private_key():
    issuer = Issuer()
    assert check(_rs256(), issuer.pem).state == "invalid"
    found = check(_rs256(), "-----BEGIN PRIVATE KEY-----\nAA")
    assert (found.state, "private key" in found.text) == ("unchecked", True)


def _rs256():
    return f"{_part({'alg': 'RS256'})}.e30.{'A' * 342}"


def test_saml_is_checked_with_a_certificate():
    issuer = Issuer()
    assert check(text(issuer.response("response")), issuer.pem).state == "valid"
    found = check(attack(issuer, 3), issuer.pem)
    assert (found.state, "signature wrapping" in found.text) == ("invalid", True)
    assert check(attack(issuer, 3), "x").state == "unchecked"


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "RS256", "kid": {"a": 1}},
        {"alg": "RS256", "kid": ["a"]},
        {"alg": ["RS256"]},
        {"alg": None},
        {},
        {"alg": "RS256", "b64": False},
        {"alg": "ES256K"},
        {"alg": "Ed25519"},
    ],
)
@pytest.mark.parametrize(
    "material",
    [
        "", "x", "{}", "[]", '{"keys":7}', '{"keys":[7]}', '{"kty":"RSA"}', "\ud800", "{" * 100_000,
        '{"kty":"RSA","n":"AA","e":"AA","kid":{}}', "-----BEGIN CERTIFICATE-----\nAA",
        '{"kty":"OKP","crv":"Ed25519","x":"AA"}', '{"kty":"EC","crv":"x","x":"AA","y":7}',
    ],
)  # fmt: skip
def test_hostile_headers_and_keys(header, material):
    assert check(f"{_part(header)}.e30.AAAA", material).state in {"invalid", "unchecked"}


def test_no_signature_and_no_token():
    assert check("eyJhbGciOiJub25lIn0.e30.", SECRET).title == "There is no signature"
    assert check("x", SECRET).state == "unchecked"


def test_weak_secrets_are_guessed_from_a_list():
    weak = signed({"alg": "HS256"}, {}, "secret")
    assert weak_secret(weak, ["a", "\ud800", "secret"]) == "secret"
    assert weak_secret(weak, ["a"]) is None
    assert weak_secret("x", ["a"]) is None
    assert weak_secret(_rs256(), ["a"]) is None


def test_a_list_of_words_is_tried_line_by_line():
    weak = signed({"alg": "HS256"}, {"sub": "a"}, "secret")
    found = check(weak, "hello\nsecret\nworld")
    assert (found.state, found.fit) == ("invalid", "guessed")
    assert found.title == "Its secret can be guessed"
    assert "Line 2 of the list" in found.text
    assert "secret\n" not in found.text
    assert "None of the 2 words" in check(weak, "one\ntwo").text


def test_a_paseto_is_checked_with_the_key_given():
    assert check(f"Authorization: Bearer {V4}", ED25519).state == "valid"
    assert check(V4, "00" * 32).title == "Signature is wrong"
    assert "PASERK" in check(V4, "x").text
