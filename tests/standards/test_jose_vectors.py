"""The tokens that RFC 7515 to 7520, 7797, 8037 and 9901 print: taken apart, checked, opened.

The vectors are facts out of these documents. RFC 9068 prints its example decoded only, so that one
is signed here.
"""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.checks import checks
from inspector.annotate.tokens.decryption import decrypt, opened
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import check, signed_parts
from inspector.protocol.tokens import dpop, jose, sd_jwt
from inspector.protocol.tokens.signing import signed

NOW = datetime(2011, 3, 22, 18, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "vectors"


def vectors(name):
    return [
        pytest.param(one, id=one["source"])
        for one in json.loads((FOLDER / f"{name}.json").read_text())
    ]


def rows(token):
    return {row.name: row.value for part in token.parts for row in part.rows}


@pytest.mark.parametrize("vector", vectors("signed"))
def test_signed(vector):
    token, key = vector["token"], json.dumps(vector.get("key") or {"kty": "oct", "k": "AA"})
    content = vector["detached"].encode() if "detached" in vector else None
    assert check(token, key, content=content).state == vector.get("state", "valid")
    shown = decode(token, NOW)
    assert shown.kind in {"jwt", "jose_json"}
    assert not shown.title.startswith("Damaged")
    parts = signed_parts(token)
    assert len(parts) == vector.get("signatures", len(parts))
    if "claims" in vector:
        assert parts[0].claims == vector["claims"]
        assert shown.expires == datetime(2011, 3, 22, 18, 43, tzinfo=UTC)
    if "content" in vector:
        assert parts[0].payload.decode() == vector["content"]
    if content is not None:
        assert rows(shown)["content"] == "not in the token"
        assert check(token, key).state == "unchecked"


@pytest.mark.parametrize("vector", vectors("signed"))
def test_an_altered_signature_or_content_does_not_hold(vector):
    token, key = vector["token"], json.dumps(vector.get("key") or {"kty": "oct", "k": "AA"})
    content = vector["detached"].encode() + b"!" if "detached" in vector else None
    for part in () if content else signed_parts(token):
        tail = part.compact.rpartition(".")[2]
        token = token.replace(tail, "AAAA" + tail[4:]) if tail else token
    assert check(token, key, content=content).state != "valid"


@pytest.mark.parametrize("vector", vectors("encrypted"))
def test_encrypted(vector):
    key = vector["key"] if isinstance(vector["key"], str) else json.dumps(vector["key"])
    assert decode(vector["token"], NOW).kind in {"jwe", "jose_json"}
    found = decrypt(vector["token"], key)
    if "5.12" in vector["source"]:  # joserfc opens none without a protected header
        assert found.problem == "This key does not open it."
        return
    assert found.problem == ""
    content = found.content.decode()
    if "RFC 7519" in vector["source"]:
        assert json.loads(content) == json.loads(vector["content"])
    else:
        assert content == vector["content"]
    assert decrypt(vector["token"], '{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAA"}').problem


@pytest.mark.parametrize("vector", vectors("nested"))
def test_nested(vector):
    token = opened(vector["token"], json.dumps(vector["key"]), NOW).token
    assert rows(token)["iss"] == vector["claims"]["iss"]
    assert token.expires == datetime(2011, 3, 22, 18, 43, tzinfo=UTC)
    inner = decrypt(vector["token"], json.dumps(vector["key"])).content.decode()
    assert check(inner, json.dumps(vector["signer"])).state == "valid"
    assert jose.read(inner).claims == vector["claims"]


def test_rfc_8037_a_3_thumbprint():
    (vector,) = (one for one in json.loads((FOLDER / "keys.json").read_text()) if "A.2" in
                 one["source"] and "thumbprint" in one)  # fmt: skip
    assert dpop.thumbprint(vector["key"]) == vector["thumbprint"]


def test_rfc_7517_a_key_set_finds_the_key_of_a_token():
    """The key of RFC 7515 A.1 stands in the symmetric key set of RFC 7517 A.3."""
    sets = {one["source"]: one["key"] for one in json.loads((FOLDER / "keys.json").read_text())}
    first = json.loads((FOLDER / "signed.json").read_text())[0]
    assert check(first["token"], json.dumps(sets["RFC 7517 A.3"])).state == "valid"
    assert check(first["token"], json.dumps(sets["RFC 7517 A.1"])).state == "unchecked"


def test_rfc_9068_section_2():
    """The example of §2.2: all of its claims are shown, its typ says what it is."""
    header = {"typ": "at+JWT", "alg": "RS256", "kid": "RjEwOwOA"}
    claims = {
        "iss": "https://authorization-server.example.com/",
        "sub": "5ba552d67",
        "aud": "https://rs.example.com/",
        "exp": 1639528912,
        "iat": 1618354090,
        "jti": "dbe39bf3a3ba4238a513f51d6e1691c4",
        "client_id": "s6BhdRkqt3",
        "scope": "openid profile reademail",
    }
    key = json.loads((FOLDER / "keys.json").read_text())[1]["key"]["keys"][1]
    token = signed(header, claims, json.dumps(key))
    shown = decode(token, NOW)
    assert shown.title == "Access token (JWT)"
    assert rows(shown)["jti"] == claims["jti"]
    found = checks(jose.read(token), Expected(audience="https://rs.example.com/"), NOW)
    assert {(one.name, one.level) for one in found} >= {("typ", "good"), ("aud", "good")}


RFC_9901 = json.loads((FOLDER / "sd_jwt.json").read_text())


class TestRfc9901:
    """The presentation of §5.2 with its key binding, and the digests of §4.2.3."""

    token = RFC_9901["token"]

    def test_the_disclosed_claims(self):
        found = sd_jwt.read(self.token)
        assert found.claims["given_name"] == "John"
        assert found.claims["address"]["locality"] == "Anytown"
        assert found.claims["nationalities"] == ["US"]
        assert all(one.is_used for one in found.disclosures)
        assert found.hidden == 6
        assert found.proof.claims["sd_hash"] == found.sd_hash

    def test_the_signatures(self):
        issuer, proof = json.dumps(RFC_9901["issuer"]), self.token.rpartition("~")[2]
        assert check(self.token, issuer).state == "valid"
        holder = sd_jwt.read(self.token).claims["cnf"]["jwk"]
        assert check(proof, json.dumps(holder)).state == "valid"

    def test_digests(self):
        for disclosure, digest in RFC_9901["digests"].items():
            payload = base64.urlsafe_b64encode(json.dumps({"_sd": [digest]}).encode()).decode()
            if len(json.loads(base64.urlsafe_b64decode(disclosure + "=="))) == 2:
                members = {"list": [{"...": digest}]}
                payload = base64.urlsafe_b64encode(json.dumps(members).encode()).decode()
            text = f"eyJhbGciOiJFUzI1NiJ9.{payload.rstrip('=')}.c2ln~{disclosure}~"
            assert sd_jwt.read(text).disclosures[0].is_used

    def test_it_is_shown(self):
        shown = decode(self.token, NOW)
        assert shown.kind == "sd_jwt"
        assert rows(shown)["family_name"] == "Doe"
        assert [one.level for one in shown.remarks if "exactly these" in one.text] == ["good"]

    def test_a_disclosure_that_fits_no_digest(self):
        head, _, rest = self.token.partition("~")
        shown = decode(f"{head}~WyJhIiwgImlzX2FkbWluIiwgdHJ1ZV0~{rest}", NOW)
        assert any("fits no digest" in one.text for one in shown.remarks)
        assert any("other disclosures" in one.text for one in shown.remarks)
