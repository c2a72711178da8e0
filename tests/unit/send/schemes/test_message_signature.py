"""Signatures of RFC 9421 against a server that verifies them with the library's other side."""

import base64
import datetime as dt
import http.server
import json

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    MappingKeyResolver,
    algorithms,
)

from inspector import intake
from inspector.authenticate.preview import preview
from inspector.diagnose import diagnose
from inspector.export.code.snippet import snippet
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.message_signature import MessageSignature, SignatureParameters
from inspector.model.request import JsonBody, Request
from inspector.model.secret import SecretRef

REF = SecretRef(place="memory", name="k")
KEYS = {
    "ed25519": ed25519.Ed25519PrivateKey.generate(),
    "ecdsa-p256-sha256": ec.generate_private_key(ec.SECP256R1()),
    "ecdsa-p384-sha384": ec.generate_private_key(ec.SECP384R1()),
    "rsa-pss-sha512": rsa.generate_private_key(public_exponent=65537, key_size=2048),
}
KEYS["rsa-v1_5-sha256"] = KEYS["rsa-pss-sha512"]
SHARED = b"a shared secret of more than thirty-two bytes"
VERIFY = {
    "hmac-sha256": algorithms.HMAC_SHA256,
    "ed25519": algorithms.ED25519,
    "ecdsa-p256-sha256": algorithms.ECDSA_P256_SHA256,
    "ecdsa-p384-sha384": algorithms.ECDSA_P384_SHA384,
    "rsa-pss-sha512": algorithms.RSA_PSS_SHA512,
    "rsa-v1_5-sha256": algorithms.RSA_V1_5_SHA256,
}
OWN = MessageSignature(
    key=REF, key_id="k1", components='@method @target-uri content-digest "@query-param";name="id"'
)


def pem(key):
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


class _Asked:
    """A request as the library reads it."""

    def __init__(self, handler):
        self.method, self.headers = handler.command, handler.headers
        self.url = f"http://{handler.headers['Host']}{handler.path}"


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = self.server.peer.algorithm
        public = SHARED if name == "hmac-sha256" else KEYS[name].public_key()
        resolver = MappingKeyResolver(public_keys={"k1": public}, private_keys={})
        verifier = HTTPMessageVerifier(signature_algorithm=VERIFY[name], key_resolver=resolver)
        verifier.max_clock_skew = dt.timedelta(seconds=30)
        said = ""
        try:
            verifier.verify(_Asked(self), body=body, expect_tag=self.server.peer.tag)
        except HTTPMessageSignaturesException as error:
            said = str(error) or type(error).__name__
        moved = not said and self.path.startswith("/moved")
        self.send_response(307 if moved else 401 if said else 200)
        if moved:
            self.send_header("Location", "/there?id=2")
        data = json.dumps({"error": "invalid_signature", "message": said}).encode() if said else b""
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(running):
    running.algorithm, running.tag = "ed25519", None
    return running


def post(send, server, own, key, path="/x?id=a%20b"):
    body = JsonBody(text='{"größe": 1}')
    return send(f"{server.url}{path}", {REF: key}, credential=own, method="POST", body=body)


@pytest.mark.parametrize("algorithm", VERIFY)
def test_each_algorithm_is_taken(server, send, algorithm):
    server.algorithm = algorithm
    shared = algorithm == "hmac-sha256"
    key = base64.b64encode(SHARED).decode() if shared else pem(KEYS[algorithm])
    coding = "base64" if shared else "text"
    own = msgspec.structs.replace(OWN, algorithm=algorithm, coding=coding)
    (exchange,) = post(send, server, own, key)
    assert exchange.reply.status == 200


def test_tag_nonce_and_algorithm_go_along(server, send):
    server.tag = "shop"
    about = SignatureParameters(label="mine", tag="shop", seconds=60, nonce=True, alg=True)
    own = msgspec.structs.replace(OWN, parameters=about)
    (exchange,) = post(send, server, own, pem(KEYS["ed25519"]))
    assert exchange.reply.status == 200
    given = next(h.value for h in exchange.request.headers if h.name == "Signature-Input")
    for part in ("mine=(", ";nonce=", ';tag="shop"', ';alg="ed25519"', ";expires="):
        assert part in given


def test_a_redirected_request_is_signed_anew(server, send):
    one, two = post(send, server, OWN, pem(KEYS["ed25519"]), "/moved?id=1")
    assert (one.reply.status, two.reply.status) == (307, 200)


def test_another_key_is_told(server, send):
    other = pem(ed25519.Ed25519PrivateKey.generate())
    exchanges = post(send, server, OWN, other)
    assert exchanges[-1].reply.status == 401
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=OWN))
    assert diagnose(attempt).findings[0].slug == "request-signature-wrong"


@pytest.mark.parametrize(
    ("own", "key", "said"),
    [
        (OWN, "no private key", "ed25519"),
        (msgspec.structs.replace(OWN, components="x-missing"), pem(KEYS["ed25519"]), "x-missing"),
        (msgspec.structs.replace(OWN, components="@nothing"), pem(KEYS["ed25519"]), "@nothing"),
    ],
)
def test_what_can_not_be_signed_is_not_sent(server, send, own, key, said):
    (exchange,) = post(send, server, own, key)
    assert exchange.failure.kind == "not-signed"
    assert said.lower() in exchange.failure.message.lower() or said == "ed25519"
    assert key not in repr(exchange)


def test_the_preview_shows_the_signature_base(server, send):
    (exchange,) = post(send, server, OWN, pem(KEYS["ed25519"]))
    shown = preview(OWN, exchange.request, {REF: pem(KEYS["ed25519"])}.get)
    (base,) = shown.signed
    assert base.text.startswith('"@method": POST\n"@target-uri": http://127.0.0.1')
    assert '"@signature-params": ("@method"' in base.text


CURL = '@method @authority @path @query content-digest "content-type"'


def as_curl(send, server, own, key):
    (exchange,) = post(send, server, own, key)
    request = Request(url=exchange.request.url, credential=own)
    return exchange, snippet(Attempt(request=request, exchanges=(exchange,)), "curl")


def test_copied_as_curl_it_comes_back_as_the_same_signature(server, send):
    seed = KEYS["ed25519"].private_bytes_raw().hex()
    about = SignatureParameters(seconds=0, alg=True)
    own = msgspec.structs.replace(OWN, components=CURL, coding="hex", parameters=about)
    exchange, code = as_curl(send, server, own, seed)
    assert exchange.reply.status == 200
    assert (
        "--httpsig-headers 'method authority path query content-digest: content-type:'" in code.code
    )
    assert code.variables == ("HTTPSIG_KEY_HEX",)
    assert code.needs[0] == "# Needs curl 8.22 or later, built with HTTPSIG.\n"
    assert "Signature" not in code.code
    assert seed not in code.text
    back = intake.read(code.code.encode()).request.credential
    assert back == msgspec.structs.replace(own, key=back.key, components=CURL.replace('"', ""))
    assert back.key == SecretRef(place="environment", name="HTTPSIG_KEY_HEX")


@pytest.mark.parametrize(
    "change",
    [
        {"components": "@method @target-uri"},
        {"components": '@method "@query-param";name="id"'},
        {"components": "@method host"},
        {"parameters": SignatureParameters(tag="shop")},
    ],
)
def test_what_curl_can_not_say_is_copied_as_it_was_sent(server, send, change):
    own = msgspec.structs.replace(OWN, **change)
    _, code = as_curl(send, server, own, pem(KEYS["ed25519"]))
    assert "--httpsig" not in code.code
    assert "Signature-Input: sig1=" in code.code
