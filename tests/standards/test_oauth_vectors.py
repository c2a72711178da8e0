"""The examples of the RFCs on OAuth 2.0: messages as they print them, replies as they read."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from inspector.model.kinds.oauth import (
    ClientProof,
    Extras,
    GivenTokens,
    Login,
    OwnParameter,
    ResourceOwner,
    Target,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import SecretRef
from inspector.protocol.oauth import (
    authorization,
    client_proof,
    device_reply,
    dpop_proof,
    error_reply,
    registration,
    server_metadata,
    token_requests,
)
from inspector.protocol.oauth.authorization import LoginRequest
from inspector.protocol.oauth.client_proof import Assertion, Material
from inspector.protocol.tokens import jose

CLIENT = OAuth2(client_id="s6BhdRkqt3")
ASKED = LoginRequest(redirect="https://client.example.com/cb", state="xyz")
NEVER = Assertion(audience="https://server.example.com/token", issued=1, jti="j")


def reveal(ref):
    return ref.name


def text(value):
    return SecretRef(place="memory", name=value)


def pairs(parameters):
    return [(each.name, each.value) for each in parameters]


def test_rfc_6749_authorization_request():
    credential = OAuth2(client_id="s6BhdRkqt3", login=Login(pkce="off"))
    page = authorization.address(
        "https://server.example.com/authorize", authorization.parameters(credential, ASKED)
    )
    printed = "response_type=code&client_id=s6BhdRkqt3&state=xyz&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"
    assert sorted(parse_qsl(urlsplit(page).query)) == sorted(parse_qsl(printed))


def test_rfc_6749_answers():
    found = authorization.read_callback(
        "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz"
    )
    assert (found.code, found.state) == ("SplxlOBeZQQYbYS6WxSbIA", "xyz")
    found = authorization.read_callback("error=access_denied&state=xyz")
    assert (found.error, found.code) == ("access_denied", "")


def test_rfc_6749_token_requests():
    owner = ResourceOwner(user="johndoe", password=text("A3ddj3w"))
    assert pairs(token_requests.code(CLIENT, "SplxlOBeZQQYbYS6WxSbIA", ASKED)) == parse_qsl(
        "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
        "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"
    )
    assert pairs(token_requests.password(OAuth2(owner=owner), reveal)) == parse_qsl(
        "grant_type=password&username=johndoe&password=A3ddj3w"
    )
    assert pairs(token_requests.client_credentials(CLIENT)) == [
        ("grant_type", "client_credentials")
    ]
    assert pairs(token_requests.refresh(CLIENT, "tGzv3JOkF0XG5Qx2TlKWIA")) == parse_qsl(
        "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"
    )


def test_rfc_6749_client_passwords():
    given = Material(client_id="s6BhdRkqt3", secret="gX1fBat3bV")
    assert client_proof.prove("client_secret_basic", given, NEVER).basic == (
        "czZCaGRSa3F0MzpnWDFmQmF0M2JW"
    )
    given = Material(client_id="s6BhdRkqt3", secret="7Fjfp0ZBr1KtDRbnfVdmIw")
    assert pairs(client_proof.prove("client_secret_post", given, NEVER).parameters) == parse_qsl(
        "client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"
    )


def test_rfc_6749_refusal():
    assert error_reply.read(b'{"error":"invalid_request"}').code == "invalid_request"


def test_rfc_7636_challenge():
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    made = authorization.challenge(verifier, "S256")
    assert made == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert authorization.challenge(verifier, "plain") == verifier
    assert authorization.challenge(verifier, "off") == ""


def test_rfc_7523_grant():
    given = GivenTokens(assertion=text("eyJhbGciOiJFUzI1NiIsImtpZCI6IjE2In0."))
    assert pairs(token_requests.jwt_bearer(OAuth2(given=given), reveal)) == parse_qsl(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
        "&assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6IjE2In0."
    )


def test_rfc_7591_reply():
    reply = {
        "client_id": "s6BhdRkqt3",
        "client_secret": "cf136dc3c1fc93f31185e5885805d",
        "client_id_issued_at": 2893256800,
        "client_secret_expires_at": 2893276800,
        "redirect_uris": ["https://client.example.org/callback"],
        "token_endpoint_auth_method": "client_secret_basic",
    }
    found = registration.read(json.dumps(reply))
    assert (found.client_id, found.method) == ("s6BhdRkqt3", "client_secret_basic")
    assert found.secret == "cf136dc3c1fc93f31185e5885805d"
    assert found.manage == ""


def test_rfc_8414_document():
    document = {
        "issuer": "https://server.example.com",
        "authorization_endpoint": "https://server.example.com/authorize",
        "token_endpoint": "https://server.example.com/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
        "jwks_uri": "https://server.example.com/jwks.json",
        "registration_endpoint": "https://server.example.com/register",
        "scopes_supported": ["openid", "profile"],
    }
    found = server_metadata.read(json.dumps(document))
    assert found.endpoints.token == "https://server.example.com/token"
    assert found.endpoints.keys == "https://server.example.com/jwks.json"
    assert found.client_methods == ("client_secret_basic", "private_key_jwt")


def test_rfc_8628_messages():
    reply = {
        "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
        "user_code": "WDJB-MJHT",
        "verification_uri": "https://example.com/device",
        "verification_uri_complete": "https://example.com/device?user_code=WDJB-MJHT",
        "expires_in": 1800,
        "interval": 5,
    }
    found = device_reply.read(json.dumps(reply))
    assert (found.user_code, found.expires_in, found.interval) == ("WDJB-MJHT", 1800, 5)
    assert pairs(token_requests.device(found.device_code)) == parse_qsl(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
        "&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS"
    )


def test_rfc_8693_request():
    given = GivenTokens(subject=text("accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC"))
    credential = OAuth2(given=given, target=Target(resources=("https://backend.example.com/api",)))
    printed = (
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
        "&resource=https%3A%2F%2Fbackend.example.com%2Fapi"
        "&subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC"
        "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"
    )
    made = pairs(token_requests.token_exchange(credential, reveal))
    assert sorted(made) == sorted(parse_qsl(printed))


def test_rfc_8707_resources():
    target = Target(resources=("https://cal.example.com/", "https://contacts.example.com/"))
    credential = OAuth2(client_id="s6BhdRkqt3", scope="calendar contacts", target=target)
    sent = pairs(authorization.parameters(credential, ASKED))
    assert [value for name, value in sent if name == "resource"] == list(target.resources)


def test_rfc_9207_answer():
    answer = (
        "https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"
        "&state=ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI&iss=https%3A%2F%2Fhonest.as.example"
    )
    found = authorization.read_callback(answer)
    asked = LoginRequest(redirect="", state="ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI")
    honest, other = "https://honest.as.example", "https://attacker.example"
    assert authorization.fault(found, asked, honest, says_issuer=True) == ""
    assert authorization.fault(found, asked, other, says_issuer=True) == "issuer-differs"


class TestRfc9449:
    KEY = json.dumps(
        {
            "kty": "EC",
            "crv": "P-256",
            "alg": "ES256",
            "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
            "d": "S5lsGXQz3fYSpoxpgOqkCGOZ8fwkZgg8jGvqZ8tQ1c4",
        }
    )

    def test_thumbprint(self):
        assert dpop_proof.key_thumbprint(self.KEY) == (
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
        )

    def test_hash_of_the_token(self):
        token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"
        key = dpop_proof.new_key("ES256")
        made = dpop_proof.ProofOf(
            method="GET",
            url="https://resource.example.org/protectedresource?a=b#c",
            issued=1562262618,
            jti="e1j3V_bKic8-LAEB",
            token=token,
        )
        read = jose.read(dpop_proof.proof(key, made))
        assert read.header["typ"] == "dpop+jwt"
        assert "d" not in read.header["jwk"]
        assert read.claims == {
            "jti": "e1j3V_bKic8-LAEB",
            "htm": "GET",
            "htu": "https://resource.example.org/protectedresource",
            "ath": "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo",
            "iat": 1562262618,
        }


@pytest.mark.parametrize("message", ["authorization", "token"])
def test_own_parameters_take_the_place_of_others(message):
    place = "query" if message == "authorization" else "body"
    own = OwnParameter(message=message, place=place, name="scope", value="mine")
    credential = OAuth2(scope="theirs", extras=Extras(own=(own,)), client=ClientProof())
    made = authorization.parameters(credential, ASKED)
    scopes = [each.value for each in made if each.name == "scope"]
    assert scopes == (["mine"] if message == "authorization" else ["theirs"])
