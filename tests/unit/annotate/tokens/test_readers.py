"""What the readers say beyond what the conformance test asks of each."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from inspector.annotate.tokens import decode

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def rows(token):
    return {row.name: row for part in token.parts for row in part.rows}


def levels(token):
    return {remark.level for remark in token.remarks}


def _field(kind, value):
    return bytes([kind, len(value)]) + value


class TestMacaroon:
    def test_version_2(self):
        data = b"\x02" + _field(1, b"http://a") + _field(2, b"id") + b"\x00"
        data += _field(2, b"account = 7") + b"\x00" + b"\x00" + _field(6, b"s" * 32)
        token = decode(base64.urlsafe_b64encode(data).decode().rstrip("="), NOW)
        assert token.kind == "macaroon"
        assert [(row.name, row.value) for row in token.parts[0].rows][:3] == [
            ("location", "http://a"), ("identifier", "id"), ("cid", "account = 7"),
        ]  # fmt: skip
        assert "signature" in rows(token)

    def test_cut_off(self):
        data = b"\x02" + _field(1, b"http://a") + _field(2, b"id")
        token = decode(base64.urlsafe_b64encode(data).decode().rstrip("="), NOW)
        assert "cut off" in token.remarks[-1].text


class TestPaseto:
    PUBLIC = (
        "v2.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAxOS0wMS0wMVQwMDowMDowMCsw"
        "MDowMCJ9HQr8URrGntTu7Dz9J2IF23d1M7-9lH9xiqdGyJNvzp4angPW5Esc7C5huy_M8I8_DjJK2ZXC2SUYuOFM-Q_5Cw"
    )

    def test_the_vector_2_s_1(self):
        token = decode(self.PUBLIC, NOW)
        assert rows(token)["data"].value == "this is a signed message"
        assert token.expires == datetime(2019, 1, 1, tzinfo=UTC)

    def test_the_first_bad_character(self):
        text = self.PUBLIC[:40] + "!" + self.PUBLIC[40:]
        token = decode(f"Bearer {text}", NOW)
        assert (token.kind, token.remarks[0].start) == ("paseto", 47)

    def test_cut_off(self):
        assert "cut off" in decode(self.PUBLIC[:60], NOW).remarks[0].text

    def test_local(self):
        assert decode("v4.local.AAAA.eyJraWQiOiIxIn0", NOW).parts[-1].rows[0].value == "1"


class TestNegotiate:
    def test_ntlm_in_negotiate(self):
        token = decode("Negotiate TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=", NOW)
        assert token.title == "NTLM, step 1 of 3"
        assert "EXTENDED_SESSIONSECURITY" in rows(token)["flags"].meaning
        assert token.remarks[0].text.startswith("NTLM inside Negotiate")

    def test_the_first_bad_character(self):
        token = decode("NTLM TlRMTVNT!AABAAAA", NOW)
        assert (token.remarks[0].start, token.remarks[0].end) == (13, 14)

    def test_bare_spnego(self):
        token = decode(base64.b64encode(bytes.fromhex("a1143012a0030a0101a10b06092a864882f712010202"))
                       .decode(), NOW)  # fmt: skip
        assert token.kind == "negotiate"


class TestSessionCookie:
    FLASK = "eyJ1c2VyIjoibGVuYSIsImNzcmZfdG9rZW4iOiJzM2NyM3QtdmFsdWUifQ.awbK9w.UR70Rke7rY8DFRUFr2wUPakSfeI"

    def test_secrets_in_it_are_masked(self):
        token = decode(self.FLASK, NOW + timedelta(days=400))
        assert token.title == "Session cookie of Flask or Starlette"
        assert rows(token)["user"].value == "lena"
        assert "s3cr3t" not in repr(token)
        assert rows(token)["made"].meaning.endswith("ago")

    def test_the_longest_cookie_is_taken(self):
        text = f"Cookie: theme=dark; session={self.FLASK}; lang=de"
        token = decode(text, NOW)
        assert token.kind == "session_cookie"
        part = token.parts[0]
        assert text[part.start : part.end] == self.FLASK

    def test_a_token_in_a_cookie(self):
        text = 'Set-Cookie: id_token="eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"; Path=/'
        assert decode(text, NOW).kind == "jwt"


class TestJwk:
    def test_a_set(self):
        keys = [{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                 "kid": "a"}] * 2  # fmt: skip
        token = decode(json.dumps({"keys": keys}), NOW)
        assert token.title == "Set of 2 keys (JWKS)"
        assert rows(token)["thumbprint"].value == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
        assert token.remarks[0].text == "Two keys have the same kid."

    def test_a_private_one(self):
        token = decode(json.dumps({"kty": "oct", "k": "c3VwZXJzZWNyZXQ"}), NOW)
        assert "c3VwZXJzZWNyZXQ" not in repr(token)
        assert levels(token) == {"bad"}


class TestCertificate:
    def test_a_private_key_is_not_shown(self):
        token = decode("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----", NOW)
        assert (token.title, levels(token)) == ("Private key", {"bad"})
        assert "c2VjcmV0" not in repr(token)

    def test_the_first_bad_character(self):
        text = "-----BEGIN CERTIFICATE-----\nMII?AAAA\n-----END CERTIFICATE-----"
        token = decode(text, NOW)
        assert text[token.remarks[0].start : token.remarks[0].end] == "?"


class TestJsonForms:
    def test_where_it_breaks(self):
        text = '{"protected": "e30", "signatures": [}'
        token = decode(text, NOW)
        assert (token.kind, token.title) == ("jose_json", "Damaged token in JSON")
        assert text[token.remarks[0].start] == "}"

    def test_nothing_is_protected(self):
        text = '{"payload":"e30","header":{"alg":"HS256"},"signature":"c2ln"}'
        assert any("Nothing of its header is protected" in one.text for one in
                   decode(text, NOW).remarks)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["SAMLResponse=%", "SAMLRequest=AAAA&x=y", "https://sp.example/acs?SAMLResponse=PHg%2BPC94Pg"],
)
def test_saml_fields_that_hold_none(text):
    assert decode(text, NOW).kind in {"saml", "opaque"}


@pytest.mark.parametrize(
    ("text", "result", "todo"),
    [
        ("Basic bGVuYTpzZWNyZXQ=", "Basic login of lena", "only the server can tell"),
        ("Basic !!!", "Character 1 is no Base64", "Type user and password anew"),
        ('Digest username="lena", uri="/a", realm="r", nonce="n", response="x"',
         "Digest login of lena for /a", "Refused?"),
        ('Digest username="lena", response="x"', "without realm, nonce, uri", "new challenge"),
        ("NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA=", "NTLM begins, step 1 of 3", "same"),
        (TestSessionCookie.FLASK, "Flask or Starlette", "log in again"),
        ('Hawk id="lena", ts="1767225600", nonce="n", mac="abc="', "Hawk credential of lena", "clock"),
        ("AWS4-HMAC-SHA256 Credential=AKIA0/20130524/us-east-1/s3/aws4_request, Signature=ab",
         "AWS credential of AKIA0", "what is signed"),
        ('OAuth oauth_consumer_key="k1", oauth_signature="abc"', "OAuth 1.0a credential of k1", ""),
        ('Signature keyId="k1",signature="abc"', "Signature credential of k1", "the key"),
        ("OAuth EAACEdEose0cBA", "only its issuer can read it", "introspection"),
        ("pl4nted.5ecret-Value", "only its issuer can read it", "introspection"),
        ("", "There is nothing in it", "Copy it"),
        ("ghp_" + "a" * 36, "its checksum is wrong", "Copy it once more"),
        ("v4.local.AAAA.eyJraWQiOiIxIn0", "only the API and the issuer", "Refused?"),
        ("v4.public.AAAA", "it was cut off", "Copy it"),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..YWJj.YWJj.YWJj", "a shared secret", "its key"),
        ("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.YQ.YWJj.YWJj.YWJj", "a private key", "key"),
        ("0190a1b2-c3d4-7abc-8def-0123456789ab", "UUID made ", "letter by letter"),
        ("550e8400-e29b-41d4-a716-446655440000", "UUID, random", "letter by letter"),
        ('{"kty": "oct", "k": "c2VjcmV0"}', "Secret key", "Keep it to yourself"),
        ('{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
         "Public key", "Use a key"),
        ('WWW-Authenticate: Bearer error="insufficient_scope"', "its scope is too small", "scope"),
        ('WWW-Authenticate: Basic realm="a", Bearer', "asks for Basic, Bearer", "scheme"),
        ("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----", "A private key lies",
         "Keep the key"),
        ("-----BEGIN CERTIFICATE-----\nMII?AA\n-----END CERTIFICATE-----", "Damaged certificate",
         "Copy it"),
        ('{"protected": "e30", "signatures": [}', "The JSON breaks at character", "Copy it"),
        ('{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"c2ln"}',
         "without an end", "Check its signature"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6ImEifQ.c2ln", "never expires", ""),
    ],
)  # fmt: skip
def test_what_matters_and_what_to_do(text, result, todo):
    token = decode(text, NOW)
    assert result in token.result
    assert not token.result.endswith(".")
    assert todo in token.todo


class TestConditionsWithATime:
    def _macaroon(self, *conditions):
        def packet(name, value):
            text = f"{name} {value}\n".encode()
            return b"%04x" % (len(text) + 4) + text

        packets = [packet("location", "https://a"), packet("identifier", "7")]
        packets += [packet("cid", one) for one in conditions]
        data = b"".join((*packets, packet("signature", "s" * 32)))
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    def test_one_that_is_over(self):
        token = decode(self._macaroon("account = 7", "time < 2025-12-31T00:00:00Z"), NOW)
        assert token.result == "Macaroon of https://a with 2 conditions"
        assert token.expires == datetime(2025, 12, 31, tzinfo=UTC)
        assert [row.note for row in token.parts[0].rows if row.note] == ["Expired 1 day ago"]

    def test_the_earliest_counts(self):
        text = self._macaroon("time < 2027-01-01T00:00", "expires: 2026-02-01")
        assert decode(text, NOW).expires == datetime(2026, 2, 1, tzinfo=UTC)

    def test_what_is_no_time_is_a_condition_like_others(self):
        assert decode(self._macaroon("time < tomorrow-or-so"), NOW).expires is None


def test_a_signed_request_shows_its_time_and_hides_its_proof():
    token = decode('Authorization: Hawk id="lena", ts="1767225600", mac="s3cr3t-pr00f="', NOW)
    assert rows(token)["ts"].meaning == "1 Jan, 00:00:00 UTC"
    assert "s3cr3t" not in repr(token)
