"""Signatures by a template against a server that puts their text together by itself."""

import base64
import hashlib
import hmac
import http.server
import json
import time
from email.utils import formatdate
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from inspector.authenticate.preview import check, preview
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.message import Message
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.model.secret import SecretRef

REF = SecretRef(place="memory", name="k")
SECRET = b"a shared secret of the loopback peer"
TYPED = SECRET.decode()
RSA, ED = rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
PRIVATE = {
    "rsa-sha256": lambda made, data: RSA.public_key().verify(
        made, data, padding.PKCS1v15(), hashes.SHA256()
    ),
    "rsa-pss-sha256": lambda made, data: RSA.public_key().verify(made, data, PSS, hashes.SHA256()),
    "ed25519": lambda made, data: ED.public_key().verify(made, data),
}
HASHED = "X-Content-SHA256: {body|sha256|base64}\n"
OWN = SignatureTemplate(
    key=REF,
    key_id="k1",
    string_to_sign="{method}\n{path}\n{query:sorted}\n{timestamp}\n{header:X-Content-SHA256}",
    header_lines=f"{HASHED}X-Key: {{key_id}}\nX-Timestamp: {{timestamp}}\nX-Signature: {{signature}}",
)
IN_QUERY = SignatureTemplate(
    key=REF, string_to_sign="{query}{body}", header_lines="",
    query_lines="timestamp={timestamp:ms}\nsignature={signature}",
)  # fmt: skip


def pem(key):
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


class RefusedError(Exception):
    """What the server says."""


class Server(http.server.BaseHTTPRequestHandler):
    """Verifies what comes. /changed: somebody in front of it changed the body."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = body + b" " if self.path.startswith("/changed") else body
        said = ""
        try:
            self._verify(body)
        except RefusedError as error:
            said = str(error)
        moved = not said and self.path.startswith("/moved")
        self._answer(307 if moved else 401 if said else 200, said, moved)

    def _verify(self, body):
        path, _, query = self.path.partition("?")
        if "signature" in query:
            text, _, given = query.rpartition("&signature=")
            self._check(text.encode() + body, given)
            return self._fresh(int(dict(parse_qsl(urlsplit(self.path).query))["timestamp"]) / 1000)
        self._fresh(int(self.headers["X-Timestamp"]))
        hashed = base64.b64encode(hashlib.sha256(body).digest()).decode()
        if self.headers["X-Content-SHA256"] != hashed:
            raise RefusedError("x-content-sha256 does not match the request body")
        ordered = "&".join(sorted(query.split("&"))) if query else ""
        stamp = self.headers["X-Timestamp"]
        text = f"{self.command}\n{path}\n{ordered}\n{stamp}\n{hashed}"
        return self._check(text.encode(), self.headers["X-Signature"])

    def _fresh(self, stamp):
        if abs(stamp - time.time() - self.server.peer.ahead) > 30:
            raise RefusedError("Request timestamp expired")

    def _check(self, data, given):
        name, output = self.server.peer.algorithm, self.server.peer.output
        made = bytes.fromhex(given) if output == "hex" else base64.urlsafe_b64decode(
            given.replace("+", "-").replace("/", "_") + "=" * (-len(given) % 4)
        )  # fmt: skip
        if name in PRIVATE:
            try:
                return PRIVATE[name](made, data)
            except InvalidSignature as error:
                raise RefusedError("Signature mismatch") from error
        expected = hmac.new(SECRET, data, name.partition("-")[2]).digest()
        if not hmac.compare_digest(made, expected):
            raise RefusedError("Signature mismatch")
        return None

    def _answer(self, status, said, moved):
        data = json.dumps({"message": said}).encode() if said else b""
        self.send_response_only(status)
        self.send_header("Date", formatdate(time.time() + self.server.peer.ahead, usegmt=True))
        if moved:
            self.send_header("Location", "/there?b=2&a=1")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(running):
    running.algorithm, running.output, running.ahead = "hmac-sha256", "hex", 0
    return running


def post(send, server, own=OWN, key=TYPED, path="/x?b=2&a=%C3%A9", **more):
    body = JsonBody(text='{"größe": 1}')
    url = f"{server.url}{path}"
    return send(url, {REF: key}, credential=own, method="POST", body=body, **more)


def finding(exchanges, own=OWN):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=own))
    return diagnose(attempt).findings[0].slug


CODED = {"text": bytes.decode, "hex": bytes.hex, "base64": lambda data: base64.b64encode(data).decode()}  # fmt: skip


@pytest.mark.parametrize("algorithm", ["hmac-sha1", "hmac-sha256", "hmac-sha384", "hmac-sha512"])
@pytest.mark.parametrize(
    ("coding", "output"), [("text", "hex"), ("hex", "base64"), ("base64", "base64url")]
)
def test_each_hmac_and_coding_is_taken(server, send, algorithm, coding, output):
    server.algorithm, server.output = algorithm, output
    own = msgspec.structs.replace(OWN, algorithm=algorithm, coding=coding, output=output)
    (exchange,) = post(send, server, own, CODED[coding](SECRET))
    assert exchange.reply.status == 200


@pytest.mark.parametrize("algorithm", PRIVATE)
def test_each_private_key_is_taken(server, send, algorithm):
    server.algorithm = algorithm
    own = msgspec.structs.replace(OWN, algorithm=algorithm)
    (exchange,) = post(send, server, own, pem(ED if algorithm == "ed25519" else RSA))
    assert exchange.reply.status == 200


def test_in_the_query(server, send):
    (exchange,) = post(send, server, IN_QUERY, path="/q?symbol=A%20B")
    assert exchange.reply.status == 200
    (exchange,) = post(send, server, IN_QUERY, path="/q")
    assert exchange.reply.status == 200


def test_a_redirected_request_is_signed_anew(server, send):
    one, two = post(send, server, path="/moved?c=1")
    assert (one.reply.status, two.reply.status) == (307, 200)


@pytest.mark.parametrize("own", [OWN, IN_QUERY], ids=["headers", "query"])
@pytest.mark.parametrize("ahead", [600, -600])
def test_it_is_signed_by_the_servers_clock(server, send, own, ahead):
    server.ahead = ahead
    only = post(send, server, own)
    assert [each.reply.status for each in only] == [401]
    both = post(send, server, msgspec.structs.replace(own, clock="server"))
    assert [each.reply.status for each in both] == [401, 200]


def test_its_failures_are_told_apart(server, send):
    assert finding(post(send, server, key="another secret")) == "request-signature-wrong"
    assert finding(post(send, server, path="/changed")) == "signed-body-differs"
    server.ahead = 600
    assert finding(post(send, server)) == "clock-differs"


def test_what_was_written_by_hand_stays(server, send):
    stamp = str(int(time.time()) - 5)
    own = msgspec.structs.replace(
        OWN, string_to_sign=OWN.string_to_sign.replace("{timestamp}", "{header:X-Timestamp}")
    )
    (exchange,) = post(send, server, own, headers=(RequestHeader("X-Timestamp", stamp),))
    assert exchange.reply.status == 200
    assert [each.value for each in exchange.request.headers if each.name == "X-Timestamp"] == [
        stamp
    ]


def test_the_preview_shows_what_is_signed(server, send):
    (exchange,) = post(send, server)
    own = msgspec.structs.replace(
        OWN, canonical="{method}\n{body}", string_to_sign="v0\\n{canonical|sha256}"
    )
    shown = preview(own, exchange.request, {REF: TYPED}.get)
    assert (shown.place, shown.name) == ("challenge", "X-Signature")
    assert [(each.title, each.text) for each in shown.signed] == [
        ("Canonical request", 'POST\n{"größe": 1}'),
        ("String to sign", "v0\n" + hashlib.sha256('POST\n{"größe": 1}'.encode()).hexdigest()),
    ]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"string_to_sign": "{metod}"}, "string_to_sign", "{metod} is no part"),
        ({"string_to_sign": "{body|sha3}"}, "string_to_sign", "|sha3"),
        ({"string_to_sign": "{timestamp:minutes}"}, "string_to_sign", "{timestamp:minutes}"),
        ({"string_to_sign": "{signature}"}, "string_to_sign", "made later"),
        ({"header_lines": "X-Signature {signature}"}, "header_lines", "no line of the form"),
        ({"header_lines": "X-Body: {body}\nX-S: {signature}", "coding": "text"}, "", "line break"),
        ({"coding": "hex"}, "key", "hexadecimal"),
        ({"algorithm": "ed25519"}, "key", "private key"),
    ],
)
def test_what_can_not_be_signed_is_told_and_not_sent(server, send, change, field, said):
    own = msgspec.structs.replace(OWN, **change)
    body = JsonBody(text='{\n"a": 1}')
    (exchange,) = send(f"{server.url}/x", {REF: TYPED}, credential=own, method="POST", body=body)
    assert exchange.failure.kind == "not-signed"
    assert said in exchange.failure.message
    assert TYPED not in repr(exchange)
    found = [each.field for each in check(own, TYPED) if each.level == "bad"]
    assert found == [field] * bool(field)


def test_a_signature_that_goes_nowhere_is_told():
    own = SignatureTemplate(header_lines="X-Key: {key_id}", string_to_sign="x")
    found = {each.kind for each in check(own, "s")}
    assert {"no-part", "no-place", "no-key-id"} <= found
    assert (
        "goes nowhere" in preview(own, Message(method="GET", url="https://h.example/"), {}.get).text
    )
