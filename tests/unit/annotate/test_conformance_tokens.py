"""What every token reader promises: it reads its own, points at damage, and shows no secret."""

import base64
import json
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.given import given as taken_apart
from inspector.annotate.tokens.registry import all_readers

FIXTURES = Path(__file__).parents[2] / "fixtures"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"
JWT = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIiwiZXhwIjoxNzAwMDAwMDAwfQ.{SECRET}"
SAML = (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
    'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" IssueInstant="2025-12-31T23:00:00Z">'
    '<samlp:Status><samlp:StatusCode Value="urn:Success"/></samlp:Status>'
    "<saml:Issuer>https://idp</saml:Issuer><saml:Assertion><saml:Conditions "
    'NotBefore="2025-12-31T23:00:00Z" NotOnOrAfter="2025-12-31T23:05:00Z"><saml:AudienceRestriction>'
    "<saml:Audience>https://sp</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
    '<saml:AttributeStatement><saml:Attribute Name="role"><saml:AttributeValue>admin'
    "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"
    "</saml:Assertion></samlp:Response>"
)


def _packet(name, value):
    text = f"{name} {value}\n".encode()
    return b"%04x" % (len(text) + 4) + text


MACAROON = base64.urlsafe_b64encode(
    _packet("location", "http://a") + _packet("identifier", "7") + _packet("signature", SECRET)
).decode()
PASETO = "v4.public." + base64.urlsafe_b64encode(
    json.dumps({"sub": "a", "exp": "2025-01-01T00:00:00Z"}).encode() + b"s" * 64
).decode().rstrip("=")
SD_JWT = (
    "eyJhbGciOiJFUzI1NiJ9.eyJfc2QiOlsiWDl5SDBBanJkbTFPaWo0dFdzbzlVenpLSnZQb0R4d211RWNPM1hBZFJDMCJd"
    f"fQ.{SECRET}~WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0~"
)
NTLM = base64.b64encode(
    b"NTLMSSP\x00"
    + struct.pack("<IHHIHHIHHIHHIHHIHHII", 3, 0, 0, 72, 24, 24, 72, 4, 4, 96, 8, 8, 100,
                  0, 0, 108, 0, 0, 108, 1)
    + b"\x00" * 8
    + SECRET.encode()[:24]
    + "AB".encode("utf-16-le") + "lena".encode("utf-16-le")
).decode()  # fmt: skip
FLASK = "eyJ1c2VyIjoibGVuYSJ9.aVWKgA.YzJsbmJtRjBkWEpsTFhOcFoyNWhkSFZ5WlM"
CERTIFICATE = (FIXTURES / "saml" / "idp.pem").read_text()
SAMPLES = {
    "jwt": JWT,
    "jwk": json.dumps({"kty": "oct", "k": SECRET, "kid": "1"}),
    "negotiate": f"NTLM {NTLM}",
    "session_cookie": f"Cookie: a=1; session={FLASK}; b=2",
    "certificate": CERTIFICATE,
    "jose_json": json.dumps(
        dict(zip(("protected", "payload", "signature"), JWT.split("."), strict=True))
    ),
    "sd_jwt": SD_JWT,
    "jwe": f"eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..YWJj.YWJj.{SECRET}",
    "basic": "Basic bGVuYTpjMmxuYm1GMGRYSmxMWE5w",
    "digest": f'Digest username="lena", realm="r", nonce="n", uri="/", response="{SECRET}"',
    "challenge": 'WWW-Authenticate: Bearer realm="a", error="invalid_token"',
    "key": "sk_live_c2lnbmF0dXJlLXNpZ25hdHVyZS1".replace("-", "x"),
    "signed_request": f'Hawk id="lena", ts="1767225600", nonce="n", mac="{SECRET}"',
    "uuid": "0190a1b2-c3d4-7abc-8def-0123456789ab",
    "paseto": PASETO,
    "macaroon": MACAROON,
    "saml": SAML,
    "opaque": "pl4nted.5ecret-Value",
}
READERS = {reader.__name__.rpartition(".")[2]: reader for reader in all_readers()}


def rows(token):
    return {row.name: row for part in token.parts for row in part.rows}


def test_there_is_a_sample_for_each_reader():
    assert set(SAMPLES) == set(READERS)


@pytest.mark.parametrize("name", READERS)
class TestReader:
    def test_it_reads_its_own(self, name):
        token = decode(SAMPLES[name], NOW)
        assert token.kind == name
        assert token.title
        assert token.parts

    def test_places_lie_in_the_text(self, name):
        text = f"  {SAMPLES[name]} \n"
        token = decode(text, NOW)
        for each in (*token.parts, *token.remarks):
            assert each.start is None or 0 <= each.start <= each.end <= len(text)

    @given(text=st.text(max_size=80))
    @settings(max_examples=40, deadline=None)
    def test_any_text(self, name, text):
        asked = taken_apart(text)
        assert 0.0 <= READERS[name].fit(asked) <= 1.0
        assert READERS[name].read(asked, NOW).title

    @given(data=st.data())
    @settings(max_examples=30, deadline=None)
    def test_damaged_samples(self, name, data):
        sample = SAMPLES[name]
        at = data.draw(st.integers(0, len(sample)))
        character = data.draw(st.sampled_from(["", "é", "\n", "?", "=", "."]))
        for text in (sample[:at], sample[:at] + character + sample[at + 1 :]):
            token = decode(text, NOW)
            for each in (*token.parts, *token.remarks):
                assert each.start is None or 0 <= each.start <= each.end <= len(text)

    def test_no_secret_is_shown(self, name):
        token = decode(SAMPLES[name], NOW)
        shown = repr(token)
        for secret in (SECRET, "5ecret-Value", "Jnbm5mRX"):
            inner = secret[:-4] if len(secret) > 20 else secret
            assert not any(inner[at : at + 8] in shown for at in range(max(0, len(inner) - 7))) or (
                name == "key"
            )


def test_claims_are_judged():
    token = decode(f"Authorization: Bearer {JWT}", NOW)
    assert token.expires == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    exp = rows(token)["exp"]
    assert (exp.value, exp.meaning, exp.level) == ("1700000000", "14 Nov 2023, 22:13:20 UTC", "bad")
    assert exp.note.startswith("Expired ")
    assert rows(token)["alg"].meaning == "HMAC with SHA-256"
    header = token.parts[0]
    assert (header.start, header.end) == (22, 42)


@pytest.mark.parametrize(
    ("claims", "name", "level", "note"),
    [
        ({"exp": 1767225660}, "exp", "good", "1 min left"),
        ({"exp": 1767225600000}, "exp", "bad", "not a number of seconds since 1970"),
        ({"exp": 17672256000}, "exp", "odd", "Milliseconds in place of seconds?"),
        ({"exp": "1767225660"}, "exp", "bad", "not a number of seconds since 1970"),
        ({"nbf": 1767225660}, "nbf", "bad", "Not valid for another 1 min"),
        ({"iat": 1767229200}, "iat", "odd", "60 min in the future"),
        ({"iat": 1767225500}, "iat", "good", "In the past"),
        ({"updated_at": 1767225500}, "updated_at", "good", "In the past"),
        ({"updated_at": "2026-01-01T00:00:00.000Z"}, "updated_at", "info", ""),
        ({"scope": "a b"}, "scope", "info", ""),
        ({"x": {"y": [1]}}, "x", "info", ""),
    ],
)
def test_each_claim(claims, name, level, note):
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    row = rows(decode(f"eyJhbGciOiJIUzI1NiJ9.{payload}.c2ln", NOW))[name]
    assert (row.level, row.note) == (level, note)


@pytest.mark.parametrize(
    ("header", "claims", "title"),
    [
        ({"alg": "x", "typ": "at+jwt"}, {}, "Access token (JWT)"),
        ({"alg": "x"}, {"nonce": "a"}, "ID token (JWT)"),
        ({"alg": "x"}, {"scope": "a"}, "Access token (JWT)"),
        ({"alg": "x", "typ": "dpop+jwt"}, {}, "DPoP proof (JWT)"),
        ({"alg": "x"}, {}, "Signed token (JWT)"),
        ({"user": 1}, {}, "Signed value that is no JWT (a Flask session, perhaps)"),
    ],
)
def test_titles(header, claims, title):
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
        for one in (header, claims)
    ]
    assert decode(".".join([*parts, "c2ln"]), NOW).title == title


def test_an_unsigned_token():
    token = decode("eyJhbGciOiJub25lIn0.e30.", NOW)
    assert rows(token)["alg"].level == "bad"
    assert token.remarks[0].level == "bad"


def test_the_first_bad_character_is_pointed_at():
    text = JWT[:50] + "ü" + JWT[50:]
    token = decode(text, NOW)
    assert token.title == "Damaged token (JWT)"
    assert text[token.remarks[0].start : token.remarks[0].end] == "ü"
    assert rows(token)["alg"].value == "HS256"


def test_a_token_that_was_cut_off():
    token = decode(JWT[:50], NOW)
    assert "cut off" in token.remarks[0].text
    assert [part.name for part in token.parts] == ["header", "payload"]
    assert "exp" not in rows(token)  # its number is not whole


def test_a_long_token():
    assert decode("a" * 10_000, NOW).kind == "opaque"


def test_basic():
    token = decode("bGVuYTpzZWNyZXQ=", NOW)
    assert (token.kind, rows(token)["user"].value) == ("basic", "lena")
    bad = decode("Basic bGVu!TpzZWNyZXQ=", NOW)
    assert bad.remarks[0].start == 10


@pytest.mark.parametrize(
    "text",
    [
        SAML,
        base64.b64encode(SAML.encode()).decode(),
        base64.b64encode(SAML.encode()).decode().replace("=", "%3D").replace("+", "%2B"),
        base64.b64encode(zlib.compress(SAML.encode())[2:-4]).decode(),
    ],
)
def test_saml_in_every_wrapping(text):
    token = decode(text, NOW)
    assert token.title == "SAML response"
    found = rows(token)
    assert found["Audience"].value == "https://sp"
    assert found["Attributes"].value == "role"
    assert found["NotOnOrAfter"].note == "Expired 55 min ago"
    assert found["NotBefore"].level == "good"
    assert token.expires == datetime(2025, 12, 31, 23, 5, tzinfo=UTC)


def test_damaged_saml_says_where():
    token = decode(SAML[:200], NOW)
    assert token.title == "Damaged SAML"
    assert "line 1" in token.remarks[0].text


def test_saml_reads_no_entities():
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SAML.replace(
        "https://idp", "&e;"
    )
    assert "root:" not in repr(decode("<?xml version='1.0'?>" + text, NOW))


def test_paseto_times_are_text():
    token = decode(PASETO, NOW)
    assert token.expires == datetime(2025, 1, 1, tzinfo=UTC)
    assert rows(token)["exp"].level == "bad"
    assert decode("v4.local.AAAA", NOW).title == "Encrypted token (PASETO)"


def test_challenges_name_their_codes():
    token = decode(SAMPLES["challenge"], NOW)
    assert rows(token)["error"].meaning == "Expired, revoked or malformed"
    assert token.parts[0].start == 18


def test_uuids():
    assert rows(decode("550e8400-e29b-41d4-a716-446655440000", NOW))["version"].meaning == "random"
    assert decode(SAMPLES["uuid"], NOW).issued.year == 2024


def test_nothing_at_all():
    assert decode("", NOW).remarks[0].text == "There is nothing in it."


def test_the_clock_is_the_default():
    assert decode(JWT).expires
