"""Encrypted tokens are opened with a key, and hostile ones are not."""

import base64
import json
import zlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwe, jwk

from inspector.annotate.tokens.decryption import MOST_UNPACKED, decrypt, opened

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "0123456789abcdef0123456789abcdef"
JWK = '{"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}'
CLAIMS = {"iss": "joe", "exp": 1767225660}
ALL = [name for listed in jwe.JWERegistry.algorithms.values() for name in listed]


def _sealed(content, key, **header):
    return jwe.encrypt_compact(header, content, key, algorithms=ALL)


def _direct(content="", **header):
    content = content or json.dumps(CLAIMS)
    key = jwk.OctKey.import_key(SECRET)
    return _sealed(content, key, alg="dir", enc="A256GCM", **header)


def _rows(token):
    return {row.name: row.value for part in token.parts for row in part.rows}


class TestKeys:
    @pytest.mark.parametrize(
        "key",
        [
            SECRET,
            SECRET.encode().hex(),
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            JWK,
            f'{{"keys":[{{"kty":"oct","k":"AAAA"}},{JWK}]}}',
        ],
    )
    def test_a_secret_in_each_form(self, key):
        assert json.loads(decrypt(_direct(), key).content) == CLAIMS

    def test_a_private_key_as_pem(self):
        private = rsa.generate_private_key(65537, 2048)
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
        token = _sealed("hi", jwk.RSAKey.import_key(pem), alg="RSA-OAEP-256", enc="A128GCM")
        assert decrypt(token, pem).content == b"hi"
        public = private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        assert "public key" in decrypt(token, public.decode()).problem

    @pytest.mark.parametrize(
        ("key", "problem"),
        [
            ("", "Paste the key first."),
            ("another secret", "This key does not open it."),
            ("{", "This is no key"),
            ('{"keys":[]}', "This is no key"),
            ('{"keys":{"a":1}}', "This is no key"),
            ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "This is no key"),
            ("{" * 5000, "This is no key"),
            ("\ud800", "This key does not open it."),
        ],
    )
    def test_what_does_not_open_it(self, key, problem):
        found = decrypt(_direct(), key)
        assert found.problem.startswith(problem)
        assert found.content == b""

    def test_no_encrypted_token(self):
        assert decrypt("eyJhbGciOiJIUzI1NiJ9.e30.AA", SECRET).problem == "It is no encrypted token."
        assert decrypt("x", SECRET).problem == "It is no encrypted token."

    def test_the_record_shows_nothing(self):
        assert "joe" not in repr(decrypt(_direct(), SECRET))


class TestHostile:
    def test_what_unpacks_to_too_much(self):
        bomb = _direct("a" * (MOST_UNPACKED * 40), zip="DEF")
        assert len(bomb) < 20_000
        assert "not unpacked" in decrypt(bomb, SECRET).problem

    def test_what_unpacks_within_the_limit(self):
        assert decrypt(_direct("a" * 1000, zip="DEF"), SECRET).content == b"a" * 1000

    def test_broken_compression(self):
        key = jwk.OctKey.import_key(SECRET)
        text = _sealed(zlib.compress(b"a")[:3], key, alg="dir", enc="A256GCM")
        assert decrypt(text, SECRET).problem == ""

    @pytest.mark.parametrize("rounds", [2**31, 10**30, -1, "many", None, True, 1.5])
    def test_rounds_of_hashing(self, rounds):
        header = {
            "alg": "PBES2-HS256+A128KW",
            "enc": "A128GCM",
            "p2s": "AAAAAAAAAAA",
            "p2c": rounds,
        }
        members = {"protected": _b64(json.dumps(header)), "encrypted_key": "AA", "iv": "AA"}
        text = json.dumps({**members, "ciphertext": "AA", "tag": "AA"})
        assert "rounds of hashing" in decrypt(text, "password").problem

    @pytest.mark.parametrize(
        "members",
        [
            {},
            {"recipients": 7},
            {"recipients": []},
            {"recipients": [7]},
            {"protected": 7, "iv": 7, "tag": []},
            {"protected": "e30", "iv": "AA", "tag": "AA"},
            {"protected": "eyJhbGciOlsxXSwiZW5jIjp7fX0", "iv": "AA", "tag": "AA"},
            {"protected": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0", "iv": "", "tag": ""},
        ],
    )
    def test_damaged_json(self, members):
        assert decrypt(json.dumps({"ciphertext": "AA", **members}), SECRET).problem

    @pytest.mark.parametrize("part", range(1, 5))
    def test_a_damaged_part(self, part):
        parts = _direct().split(".")
        parts[part] = "AAAA"
        assert decrypt(".".join(parts), SECRET).problem
        parts[part] = "ü"
        assert decrypt(".".join(parts), SECRET).problem


class TestOpened:
    def test_claims(self):
        found = opened(_direct(), SECRET, NOW)
        token = found.token
        assert (token.title, token.result) == ("Encrypted token (JWE)", "")
        assert found.inside.claims["iss"] == "joe"
        assert "joe" not in repr(found)
        assert _rows(token)["iss"] == "joe"
        assert token.expires == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)
        assert [part.name for part in token.parts] == ["outer-header", "payload"]

    def test_a_token_inside(self):
        inner = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhbm4ifQ.c2lnbmF0dXJl"
        found = opened(_direct(inner, cty="JWT"), SECRET, NOW)
        token = found.token
        assert token.title == "Signed token (JWT)"
        assert found.inside.compact == inner
        assert _rows(token)["iss"] == "ann"

    def test_other_content(self):
        found = opened(_direct("plain"), SECRET, NOW)
        assert _rows(found.token)["content"] == "plain"
        assert found.inside is None

    def test_the_reason_why_not(self):
        found = opened(_direct(), "wrong", NOW)
        assert found.token.remarks[-1].text == "This key does not open it."
        assert found.inside is None


def _b64(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
