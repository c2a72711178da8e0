"""OAuth 1.0a against the server side of oauthlib, with everything that a server may mind."""

import http.server
import time
from itertools import product

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.oauth1 import RequestValidator, ResourceEndpoint

from inspector.authenticate.preview import preview
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.oauth1 import OAuth1, OAuth1Given, OAuth1Token
from inspector.model.request import FormBody, FormField, JsonBody, Request
from inspector.model.secret import SecretRef

CLIENT, OWNER, TOKEN, RSA = (SecretRef(place="memory", name=name) for name in "cotr")
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
).decode()
PUBLIC = (
    KEY.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
VALUES = {
    CLIENT: "client secret & more",
    OWNER: "owner secret 0123456789",
    TOKEN: "token-0123456789abcdef",
    RSA: PRIVATE,
}
OWN = OAuth1(
    consumer_key="consumer key", secret=CLIENT, owner=OAuth1Token(token=TOKEN, secret=OWNER)
)
MINUTES = 10


class Validator(RequestValidator):
    """Knows one client and one token, and each nonce once. ahead: seconds of its clock."""

    enforce_ssl = False
    allowed_signature_methods = (
        *("HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512"),
        *("RSA-SHA1", "RSA-SHA256", "RSA-SHA512", "PLAINTEXT"),
    )
    dummy_client = dummy_access_token = "nobody"
    timestamp_lifetime = 10**9

    def __init__(self):
        super().__init__()
        self.seen, self.ahead, self.problem = set(), 0, ""

    def check_client_key(self, _key):
        return True

    check_nonce = check_access_token = check_realms = check_client_key

    def get_client_secret(self, _key, _request):
        return VALUES[CLIENT]

    def get_access_token_secret(self, _key, _token, _request):
        return VALUES[OWNER]

    def get_rsa_key(self, _key, _request):
        return PUBLIC

    def validate_client_key(self, key, _request):
        return self._minds("consumer_key_unknown", key == OWN.consumer_key)

    def validate_access_token(self, _key, token, _request):
        return self._minds("token_rejected", token == VALUES[TOKEN])

    def validate_timestamp_and_nonce(self, _key, stamp, nonce, _request, **_more):
        now = time.time() + self.ahead
        if not self._minds("timestamp_refused", abs(int(stamp) - now) < MINUTES * 60):
            return False
        fresh, self.seen = nonce not in self.seen, self.seen | {nonce}
        return self._minds("nonce_used", fresh)

    def validate_realms(self, *_given, **_more):
        return True

    def _minds(self, problem, right):
        self.problem = self.problem or ("" if right else problem)
        return right


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        validator = self.server.peer.validator
        validator.problem = ""
        uri = f"http://{self.headers['Host']}{self.path}"
        try:
            right, _ = ResourceEndpoint(validator).validate_protected_resource_request(
                uri, self.command, body, dict(self.headers)
            )
        except ValueError:
            right = False
        moved = right and self.path.startswith("/moved")
        self.send_response(302 if moved else 200 if right else 401)
        if moved:
            self.send_header("Location", "/there?b=2")
        if not right:
            problem = validator.problem or "signature_invalid"
            self.send_header("WWW-Authenticate", f'OAuth realm="r", oauth_problem="{problem}"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        self.do_GET()

    def date_time_string(self, timestamp=None):
        return super().date_time_string(time.time() + self.server.peer.validator.ahead)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(running):
    running.validator = Validator()
    return running


FORM = FormBody(fields=(FormField("c2", ""), FormField("a3", "2 q+ü")))


# The library decodes a PLAINTEXT signature twice where it does not stand in a header.
@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("PLAINTEXT", "header"),
        *product(["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512"], ["header", "query", "body"]),
    ],
)
def test_each_method_in_each_place(server, send, method, place):
    own = msgspec.structs.replace(OWN, method=method, place=place)
    url = f"{server.url}/x%20y?b5=%3D%253D&a3=a&c%40=&a2=r%20b"
    (exchange,) = send(url, VALUES, credential=own, method="POST", body=FORM)
    assert exchange.reply.status == 200


@pytest.mark.parametrize("method", ["RSA-SHA1", "RSA-SHA256", "RSA-SHA512"])
def test_private_keys_sign(server, send, method):
    own = msgspec.structs.replace(OWN, method=method, secret=RSA)
    (exchange,) = send(f"{server.url}/x", VALUES, credential=own)
    assert exchange.reply.status == 200


def test_a_body_that_is_no_form_is_signed_by_its_hash(server, send):
    own = msgspec.structs.replace(OWN, body_hash=True)
    body = JsonBody(text='{"a": 1}')
    (exchange,) = send(f"{server.url}/x", VALUES, credential=own, method="POST", body=body)
    assert exchange.reply.status == 200
    assert 'oauth_body_hash="' in repr(exchange.request.headers)


def test_a_redirected_request_is_signed_anew(server, send):
    one, two = send(f"{server.url}/moved?a=1", VALUES, credential=OWN)
    assert (one.reply.status, two.reply.status) == (302, 200)


# ---------------- Known failures
def first_finding(exchanges):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=OWN))
    return diagnose(attempt).findings[0].slug


@pytest.mark.parametrize(
    ("changed", "values", "slug"),
    [
        ({}, {CLIENT: "another"}, "request-signature-wrong"),
        ({"consumer_key": "unheard of"}, {}, "key-refused"),
    ],
)
def test_what_is_wrong_is_told(server, send, changed, values, slug):
    own = msgspec.structs.replace(OWN, **changed)
    exchanges = send(f"{server.url}/x", {**VALUES, **values}, credential=own)
    assert exchanges[-1].reply.status == 401
    assert first_finding(exchanges) == slug


def test_a_clock_that_is_off_is_told_and_the_server_s_can_be_signed(server, send):
    server.validator.ahead = 3000
    exchanges = send(f"{server.url}/x", VALUES, credential=OWN)
    assert first_finding(exchanges) == "clock-differs"
    own = msgspec.structs.replace(OWN, clock="server")
    refused, taken = send(f"{server.url}/x", VALUES, credential=own)
    assert (refused.reply.status, taken.reply.status) == (401, 200)


def test_a_fixed_nonce_is_taken_once(server, send):
    own = msgspec.structs.replace(OWN, given=OAuth1Given(nonce="fixed"))
    statuses = [send(f"{server.url}/x", VALUES, credential=own)[-1].reply.status for _ in range(2)]
    assert statuses == [200, 401]


# ---------------- What is said before it is sent
@pytest.mark.parametrize(
    "changed", [{"place": "body"}, {"method": "RSA-SHA256"}], ids=["no form", "no key"]
)
def test_what_can_not_be_signed_is_not_sent(server, send, changed):
    own = msgspec.structs.replace(OWN, **changed)
    (exchange,) = send(f"{server.url}/x", VALUES, credential=own)
    assert exchange.failure.kind == "not-signed"
    assert "client secret" not in repr(exchange)


@pytest.mark.parametrize("place", ["header", "query", "body"])
def test_the_preview_shows_what_is_signed(place):
    request = Request(
        method="POST",
        url="http://a.example/x?b=2&key=s3cr3t-0123",
        body=FormBody(fields=(FormField("password", "h1dden-0123"),)),
    )
    message = assemble(request, Scope()).message
    own = msgspec.structs.replace(OWN, place=place)
    shown = preview(own, message, lambda ref: VALUES.get(ref, ""))
    params, base = shown.signed
    assert params.text.splitlines()[0] == "b=2"
    assert base.text.startswith("POST&http%3A%2F%2Fa.example")
    for secret in (*VALUES.values(), "s3cr3t-0123", "h1dden-0123"):
        assert secret not in repr(shown)
