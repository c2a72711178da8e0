"""Messages equal those of another library, parameter by parameter; signatures verify with others."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
import requests_oauth2client as other
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, generate_key, import_key
from msgspec.structs import replace

from inspector.authenticate.side_message import posted
from inspector.model.kinds.oauth import ClientProof, GivenTokens, Login, ResourceOwner, Target
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import SecretRef
from inspector.protocol.oauth import authorization, client_proof, dpop_proof, token_requests
from inspector.protocol.oauth.authorization import LoginRequest
from inspector.protocol.oauth.client_proof import Assertion, Material

CLIENT, SECRET = "s6:BhdRkqt3", "gX1f Bat3bV%+ü"
KEY = json.dumps({**ECKey.generate_key("P-256").as_dict(private=True), "alg": "ES256", "kid": "k1"})
REPLY = {
    "access_token": "a",
    "token_type": "Bearer",
    "expires_in": 60,
    "device_code": "d",
    "user_code": "u",
    "verification_uri": "https://a.example/",
    "request_uri": "urn:x",
    "active": True,
    "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
}


@pytest.fixture
def caught():
    """A server that answers everything and keeps (headers, fields) of what it was asked."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            seen.append((dict(self.headers), sorted(parse_qsl(body))))
            token_type = "DPoP" if "DPoP" in self.headers else "Bearer"
            data = json.dumps({**REPLY, "token_type": token_type}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    seen_at = f"http://127.0.0.1:{server.server_port}/token"
    yield seen_at, seen
    server.shutdown()
    thread.join()
    server.server_close()


def library(address, **auth):
    places = (
        "device_authorization_endpoint",
        "pushed_authorization_request_endpoint",
        "revocation_endpoint",
        "introspection_endpoint",
    )
    return other.OAuth2Client(
        address, **dict.fromkeys(places, address), **auth, testing=True, redirect_uri="http://cb/"
    )


def text(value):
    return SecretRef(place="memory", name=value)


def ours(address, fields, method="client_secret_basic", **material):
    given = Material(**{"client_id": CLIENT, "secret": SECRET, **material})
    proof = client_proof.prove(method, given, Assertion(audience=address, issued=now(), jti="j"))
    message = posted(address, fields, proof, ((), ()))
    headers = {each.name: each.value for each in message.headers}
    return headers, sorted(parse_qsl(message.body.decode()))


def now():
    return int(time.time())


GIVEN = GivenTokens(
    subject=text("subject-token"),
    actor=text("actor-token"),
    assertion=text("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.c2ln"),
)
CREDENTIAL = OAuth2(
    client_id=CLIENT,
    scope="read write",
    owner=ResourceOwner(user="ann", password=text("pass word&=")),
    given=GIVEN,
)
ASKED = LoginRequest(redirect="http://cb/", state="s", verifier="v" * 43)
RESOURCES = ["https://r1.example/", "https://r2.example/"]
FOR_APIS = OAuth2(
    client_id=CLIENT,
    scope="read",
    given=GivenTokens(subject=text("subject-token"), requested_type="urn:x"),
    target=Target(audience="aud", resources=tuple(RESOURCES)),
    login=Login(pkce="plain", answer_by="form_post"),
)
TARGET = {"audience": "aud", "resource": RESOURCES}
ACCESS = "urn:ietf:params:oauth:token-type:access_token"


def reveal(ref):
    return ref.name


@pytest.mark.parametrize(
    ("theirs", "fields"),
    [
        (
            lambda client: client.client_credentials(scope="read write"),
            token_requests.client_credentials(CREDENTIAL),
        ),
        (
            lambda client: client.resource_owner_password("ann", "pass word&=", scope="read write"),
            token_requests.password(CREDENTIAL, reveal),
        ),
        (
            lambda client: client.refresh_token("the-refresh"),
            token_requests.refresh(CREDENTIAL, "the-refresh"),
        ),
        (lambda client: client.device_code("the-device"), token_requests.device("the-device")),
        (
            lambda client: client.authorize_device(scope="read write"),
            token_requests.device_authorization(CREDENTIAL),
        ),
        (
            lambda client: client.jwt_bearer(
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.c2ln", scope="read write"
            ),
            token_requests.jwt_bearer(CREDENTIAL, reveal),
        ),
        (
            lambda client: client.token_exchange(
                subject_token="subject-token",
                subject_token_type=ACCESS,
                actor_token="actor-token",
                actor_token_type=ACCESS,
                scope="read write",
            ),
            token_requests.token_exchange(CREDENTIAL, reveal),
        ),
        (
            lambda client: client.authorization_code(
                "the-code", validate=False, redirect_uri="http://cb/", code_verifier="v" * 43
            ),
            token_requests.code(CREDENTIAL, "the-code", ASKED),
        ),
        (
            lambda client: client.revoke_access_token("a-token"),
            token_requests.about("a-token", "access_token"),
        ),
        (
            lambda client: client.introspect_token("a-token", "access_token"),
            token_requests.about("a-token", "access_token"),
        ),
        (
            lambda client: client.client_credentials(scope="read", **TARGET),
            token_requests.client_credentials(FOR_APIS),
        ),
        (
            lambda client: client.refresh_token("the-refresh", **TARGET),
            token_requests.refresh(FOR_APIS, "the-refresh"),
        ),
        (
            lambda client: client.token_exchange(
                subject_token="subject-token",
                subject_token_type=ACCESS,
                requested_token_type="urn:x",
                scope="read",
                **TARGET,
            ),
            token_requests.token_exchange(FOR_APIS, reveal),
        ),
        (
            lambda client: client.authorization_code(
                "the-code", validate=False, redirect_uri="http://cb/", **TARGET
            ),
            token_requests.code(FOR_APIS, "the-code", replace(ASKED, verifier="")),
        ),
        (
            lambda client: client.pushed_authorization_request(
                other.AuthorizationRequest(
                    "https://a.example/auth",
                    client_id=CLIENT,
                    redirect_uri="http://cb/",
                    scope="read",
                    state="s",
                    code_verifier="v" * 43,
                    code_challenge_method="plain",
                    response_mode="form_post",
                    **TARGET,
                )
            ),
            authorization.parameters(FOR_APIS, ASKED),
        ),
    ],
)
def test_each_message_has_the_same_parameters(caught, theirs, fields):
    address, seen = caught
    theirs(library(address, auth=other.ClientSecretPost(CLIENT, SECRET)))
    assert ours(address, fields, "client_secret_post")[1] == seen[0][1]


@pytest.mark.parametrize(
    ("method", "theirs"),
    [
        ("none", other.PublicApp("web")),
        ("client_secret_basic", other.ClientSecretBasic("web", "secret-1")),
        ("client_secret_post", other.ClientSecretPost("web", "secret-1")),
    ],
)
def test_each_proof_of_the_client_is_sent_alike(caught, method, theirs):
    address, seen = caught
    library(address, auth=theirs).client_credentials(scope="read write")
    asked = token_requests.client_credentials(CREDENTIAL)
    headers, fields = ours(address, asked, method, client_id="web", secret="secret-1")
    assert fields == seen[0][1]
    assert headers.get("Authorization") == seen[0][0].get("Authorization")


@pytest.mark.parametrize("method", ["client_secret_jwt", "private_key_jwt"])
def test_an_assertion_has_the_same_claims_and_verifies_elsewhere(caught, method):
    address, seen = caught
    by_key = method == "private_key_jwt"
    auth = (
        other.PrivateKeyJwt(CLIENT, json.loads(KEY))
        if by_key
        else other.ClientSecretJwt(CLIENT, SECRET * 3)
    )
    library(address, auth=auth).client_credentials()
    given = Material(client_id=CLIENT, secret=SECRET * 3, key=KEY if by_key else "")
    made = client_proof.signed_assertion(
        method, given, Assertion(audience=address, issued=now(), jti="j")
    )
    theirs = dict(seen[0][1])["client_assertion"]
    key = import_key(json.loads(KEY)) if by_key else OctKey.import_key((SECRET * 3).encode())
    algorithm = ["ES256" if by_key else "HS256"]
    mine, other_one = (jws.deserialize_compact(one, key, algorithm) for one in (made, theirs))
    claims, their_claims = json.loads(mine.payload), json.loads(other_one.payload)
    assert claims.keys() == their_claims.keys()
    for name in ("iss", "sub", "aud"):
        assert claims[name] == their_claims[name]
    assert mine.protected["alg"] == other_one.protected["alg"]


def test_the_authorization_request_has_the_same_parameters():
    credential = OAuth2(
        client_id=CLIENT,
        scope="openid read",
        target=Target(audience="aud", resources=("https://r1.example/", "https://r2.example/")),
        login=Login(prompt="login", max_age="0", login_hint="ann", acr_values="gold"),
    )
    asked = LoginRequest(redirect="http://cb/", state="s", nonce="n", verifier="v" * 43)
    fields = authorization.parameters(credential, asked)
    page = authorization.address("https://a.example/auth?x=1", fields)
    theirs = other.AuthorizationRequest(
        "https://a.example/auth",
        client_id=CLIENT,
        redirect_uri="http://cb/",
        scope="openid read",
        state="s",
        nonce="n",
        code_verifier="v" * 43,
        prompt="login",
        max_age=0,
        login_hint="ann",
        acr_values="gold",
        audience="aud",
        resource=["https://r1.example/", "https://r2.example/"],
    )
    mine, expected = parse_qs(urlsplit(page).query), parse_qs(urlsplit(str(theirs.uri)).query)
    assert mine.pop("x") == ["1"]
    assert mine == expected


def test_a_proof_of_possession_has_the_same_claims_and_verifies_elsewhere(caught):
    address, seen = caught
    client = library(address, auth=other.ClientSecretPost(CLIENT, SECRET))
    client.client_credentials(dpop=True)
    key = dpop_proof.new_key("ES256")
    wanted = dpop_proof.ProofOf(method="POST", url=address, issued=now(), jti="j")
    made = dpop_proof.proof(key, wanted)
    theirs = seen[0][0]["DPoP"]
    tokens = [jws.deserialize_compact(one, key_in(one), ["ES256"]) for one in (made, theirs)]
    claims = [json.loads(token.payload) for token in tokens]
    assert claims[0].keys() == claims[1].keys()
    assert (claims[0]["htm"], claims[0]["htu"]) == (claims[1]["htm"], claims[1]["htu"])
    assert tokens[0].protected["typ"] == tokens[1].protected["typ"] == "dpop+jwt"
    assert tokens[0].protected["jwk"].keys() == tokens[1].protected["jwk"].keys() - {"alg"}


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "RS256", "PS256", "EdDSA"])
def test_a_proof_with_a_token_and_a_nonce_verifies_with_another_library(caught, algorithm):
    address, seen = caught
    key = dpop_proof.new_key(algorithm)
    wanted = dpop_proof.ProofOf(
        method="POST",
        url=f"{address}?b=c#d",
        issued=now(),
        jti="j",
        token="the-token",
        nonce="n",
    )
    made = dpop_proof.proof(key, wanted)
    public = jwt.get_unverified_header(made)["jwk"]
    claims = jwt.decode(made, jwt.PyJWK({**public, "alg": algorithm}), [algorithm])
    theirs = other.DPoPToken("the-token", _dpop_key=other.DPoPKey.generate(rs_nonce="n"))
    library(address, auth=other.PublicApp("web")).session.post(wanted.url, auth=theirs)
    expected = jwt.decode(seen[0][0]["DPoP"], options={"verify_signature": False})
    assert claims | {"jti": "", "iat": 0} == expected | {"jti": "", "iat": 0}


KEYS = {
    "RS256": ("RSA", 2048), "RS512": ("RSA", 2048), "PS256": ("RSA", 2048), "PS384": ("RSA", 2048),
    "ES256": ("EC", "P-256"), "ES384": ("EC", "P-384"), "ES512": ("EC", "P-521"),
    "EdDSA": ("OKP", "Ed25519"), "HS256": ("oct", 512), "HS512": ("oct", 512),
}  # fmt: skip


@pytest.mark.parametrize("algorithm", KEYS)
def test_an_assertion_of_each_algorithm_verifies_with_another_library(algorithm):
    key = generate_key(*KEYS[algorithm], private=True).as_dict(private=True)
    by_secret = algorithm.startswith("HS")
    secret = key.get("k", "")
    given = Material(
        client_id=CLIENT,
        secret=secret,
        key=json.dumps(key),
        settings=ClientProof(algorithm=algorithm, key_id="k-7"),
    )
    method = "client_secret_jwt" if by_secret else "private_key_jwt"
    asked = Assertion(audience="https://a.example/token", issued=now(), jti="j")
    made = client_proof.signed_assertion(method, given, asked)
    public = {**dpop_proof.public_key(given.key), "alg": algorithm}
    known = secret.encode() if by_secret else jwt.PyJWK(public)
    claims = jwt.decode(made, known, [algorithm], audience=asked.audience)
    assert (claims["iss"], claims["sub"], claims["jti"]) == (CLIENT, CLIENT, "j")
    assert jwt.get_unverified_header(made)["kid"] == "k-7"


def key_in(proof):
    return import_key(jws.extract_compact(proof.encode()).headers()["jwk"])


def test_basic_is_encoded_as_a_form_first():
    headers, _ = ours("https://a.example/token", ())
    assert headers["Authorization"].startswith("Basic ")
    settings = ClientProof(method="client_secret_basic")
    assert client_proof.choose(Material(client_id="c", settings=settings), ()) == settings.method
