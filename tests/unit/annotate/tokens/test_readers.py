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
