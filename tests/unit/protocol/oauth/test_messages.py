"""Reading what providers publish and reply, odd ones too; choosing how the client proves itself."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from inspector.model.kinds.oauth import ClientProof, Endpoints, Login
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Reply
from inspector.protocol.oauth import (
    authorization,
    client_proof,
    device_reply,
    dpop_proof,
    error_reply,
    parameters,
    registration,
    server_metadata,
    step_up,
)
from inspector.protocol.oauth.authorization import Callback, LoginRequest
from inspector.protocol.oauth.client_proof import Material


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class TestMetadata:
    def test_typed_addresses_win_and_a_path_is_of_the_issuer(self):
        document = {
            "issuer": "https://a.example/x",
            "token_endpoint": "https://a.example/t",
            "jwks_uri": "no address",
            "scopes_supported": "openid",
        }
        found = server_metadata.read(json.dumps(document))
        typed = Endpoints(authorization="/oauth2/authorize", token="https://b.example/t")
        used = server_metadata.effective(found, typed, found.issuer)
        assert used.authorization == "https://a.example/oauth2/authorize"
        assert used.token == used.refresh == "https://b.example/t"
        assert (used.keys, found.scopes) == ("", ())

    @pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"issuer": 3}'])
    def test_what_describes_nobody_is_none(self, body):
        assert server_metadata.read(body) is None


class TestChoosing:
    SECRET = Material(client_id="c", secret="s")

    def test_the_first_that_is_offered_and_can_be_used(self):
        offered = ("private_key_jwt", "client_secret_post", "client_secret_basic")
        assert client_proof.choose(self.SECRET, offered) == "client_secret_post"
        assert client_proof.choose(self.SECRET, ()) == "client_secret_basic"
        assert client_proof.choose(Material(client_id="c"), offered) == "none"
        both = Material(client_id="c", key="k", secret="s")
        assert client_proof.choose(both, offered) == "private_key_jwt"

    def test_a_certificate_proves_without_a_secret(self):
        given = Material(client_id="c", settings=ClientProof(certificate="/c.pem"))
        method = client_proof.choose(given, ("client_secret_basic", "self_signed_tls_client_auth"))
        assert method == "self_signed_tls_client_auth"
        assert client_proof.needs_certificate(method)
        assert client_proof.missing(method, self.SECRET) == "certificate"

    @pytest.mark.parametrize(
        ("key", "algorithm"),
        [
            (pem(ec.generate_private_key(ec.SECP256R1())), "ES256"),
            (pem(ec.generate_private_key(ec.SECP384R1())), "ES384"),
            (pem(ed25519.Ed25519PrivateKey.generate()), "EdDSA"),
            (pem(rsa.generate_private_key(65537, 2048)), "RS256"),
            ('{"kty":"EC","crv":"P-521"}', "ES512"),
            ('{"kty":"RSA","alg":"PS256"}', "PS256"),
            ("no key", "RS256"),
        ],
    )
    def test_the_algorithm_is_that_of_the_key(self, key, algorithm):
        assert client_proof.algorithm_of(key) == algorithm

    def test_nothing_of_it_is_shown(self):
        assert "secret-value" not in repr(Material(client_id="c", secret="secret-value"))


class TestDevice:
    def test_a_reply_before_the_standard_and_odd_numbers(self):
        reply = {"device_code": "d", "user_code": "u", "verification_url": "https://g.example/"}
        found = device_reply.read(json.dumps({**reply, "interval": "7", "expires_in": "x"}))
        assert (found.interval, found.expires_in) == (7, 1800)
        assert device_reply.slower(7) == 12
        assert "d" not in repr(found).replace("DeviceReply", "").replace("address", "")[:3]

    @pytest.mark.parametrize("gone", ["device_code", "user_code", "verification_uri"])
    def test_a_part_that_is_needed(self, gone):
        reply = {"device_code": "d", "user_code": "u", "verification_uri": "https://g.example/"}
        assert device_reply.read(json.dumps({**reply, gone: ""})) is None
        assert device_reply.read(json.dumps({**reply, "verification_uri": "javascript:1"})) is None


class TestCallback:
    ASKED = LoginRequest(redirect="http://127.0.0.1/", state="s")

    @pytest.mark.parametrize(
        ("answer", "found"),
        [
            (Callback(code="c", state="s"), ""),
            (Callback(code="c", state="t"), "state-differs"),
            (Callback(code="c"), "state-differs"),
            (Callback(code="c", state="s", issuer="https://b"), "issuer-differs"),
            (Callback(error="access_denied", state="s"), "refused"),
            (Callback(state="s"), "no-code"),
        ],
    )
    def test_what_is_wrong(self, answer, found):
        assert authorization.fault(answer, self.ASKED, "https://a", says_issuer=False) == found

    def test_a_promised_name_must_be_there(self):
        bare = Callback(code="c", state="s")
        assert (
            authorization.fault(bare, self.ASKED, "https://a", says_issuer=True) == "issuer-differs"
        )
        assert authorization.fault(bare, self.ASKED, "", says_issuer=True) == ""

    def test_what_is_no_answer(self):
        for text in ("", "favicon=1", "http://127.0.0.1/", "&".join(["a=b"] * 99)):
            assert authorization.read_callback(text) is None

    def test_the_address_to_register(self):
        assert authorization.registered_redirect(Login()) == "http://127.0.0.1/"
        fixed = Login(host="localhost", port=8080, path="back")
        assert authorization.registered_redirect(fixed) == "http://localhost:8080/back"
        elsewhere = Login(host="elsewhere", address="https://a.example/cb")
        assert authorization.registered_redirect(elsewhere) == "https://a.example/cb"


class TestProofs:
    @pytest.mark.parametrize("algorithm", ["ES256", "ES384", "RS256", "PS256", "EdDSA"])
    def test_each_algorithm_signs(self, algorithm):
        key = dpop_proof.new_key(algorithm)
        of = dpop_proof.ProofOf(
            method="GET", url="https://a.example/", issued=1, jti="j", nonce="n"
        )
        assert dpop_proof.proof(key, of).count(".") == 2
        assert dpop_proof.public_key(key).keys() <= {"kty", "crv", "x", "y", "n", "e"}

    def test_a_nonce_is_wanted_by_body_or_challenge(self):
        nonce = Header("DPoP-Nonce", "n1")
        by_body = Reply(status=400, headers=(nonce,), body=b'{"error":"use_dpop_nonce"}')
        challenge = Header("WWW-Authenticate", 'DPoP error="use_dpop_nonce"')
        assert dpop_proof.wants_nonce(by_body)
        assert dpop_proof.wants_nonce(Reply(status=401, headers=(nonce, challenge)))
        assert not dpop_proof.wants_nonce(Reply(status=401, headers=(challenge,)))
        assert not dpop_proof.wants_nonce(Reply(status=200, headers=(nonce,)))
        assert dpop_proof.nonce_of(by_body) == "n1"
        assert dpop_proof.nonce_of(None) == ""


class TestRegistration:
    def test_what_we_say_of_ourselves(self):
        credential = OAuth2(scope="openid", login=Login(path="/back"))
        made = json.loads(registration.body(credential))
        assert made["redirect_uris"] == ["http://127.0.0.1/back"]
        assert made["grant_types"] == ["authorization_code", "refresh_token"]
        assert made["token_endpoint_auth_method"] == "none"
        address = "https://a.example/client.json"
        assert json.loads(registration.document(credential, address))["client_id"] == address

    @pytest.mark.parametrize("body", [b"", b"{}", b'{"client_id": 3}', b"[]"])
    def test_a_reply_without_a_client_is_none(self, body):
        assert registration.read(body) is None


def test_what_an_api_wants_of_the_login():
    challenge = 'Bearer error="insufficient_user_authentication", acr_values="gold", max_age="5"'
    found = step_up.wanted(Reply(status=401, headers=(Header("WWW-Authenticate", challenge),)))
    assert (found.acr_values, found.max_age) == ("gold", "5")
    other = Header("WWW-Authenticate", 'Bearer error="invalid_token"')
    assert step_up.wanted(Reply(status=401, headers=(other,))) is None
    assert step_up.wanted(None) is None


def test_an_error_is_read_and_cut():
    found = error_reply.read(json.dumps({"error": "invalid_grant", "error_description": "x" * 900}))
    assert (found.code, len(found.words)) == ("invalid_grant", 500)
    assert error_reply.read(b'{"error": {"code": 3}}') is None


def test_empty_parameters_are_not_sent_and_secrets_not_shown():
    secret = parameters.Parameter("client_secret", "hunter2-and-more", secret=True)
    assert parameters.given(secret, parameters.Parameter("scope", "")) == (secret,)
    assert "hunter2" not in repr(secret)
