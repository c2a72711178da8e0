"""Messages equal those of another library, parameter by parameter; signatures verify with others."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests_oauth2client as other
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, import_key

from inspector.authenticate.side_message import posted
from inspector.model.credential import OAuth2
from inspector.model.kinds.oauth import ClientProof, GivenTokens, Login, ResourceOwner, Target
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
    given = Material(client_id=CLIENT, secret=SECRET, **material)
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
    ],
)
def test_each_message_has_the_same_parameters(caught, theirs, fields):
    address, seen = caught
    theirs(library(address, auth=other.ClientSecretPost(CLIENT, SECRET)))
    assert ours(address, fields, "client_secret_post")[1] == seen[0][1]


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


def key_in(proof):
    return import_key(jws.extract_compact(proof.encode()).headers()["jwk"])


def test_basic_is_encoded_as_a_form_first():
    headers, _ = ours("https://a.example/token", ())
    assert headers["Authorization"].startswith("Basic ")
    settings = ClientProof(method="client_secret_basic")
    assert client_proof.choose(Material(client_id="c", settings=settings), ()) == settings.method
