"""Signatures of draft-cavage against a server that verifies them by itself, as Mastodon's does."""

import base64
import hashlib
import hmac
import http.server
import json
import re
import time
from email.utils import formatdate, parsedate_to_datetime

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from inspector.authenticate.preview import check, preview
from inspector.authenticate.recipe import RecipeError, recipes_for
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.http_signature import HttpSignature, HttpSignatureParameters
from inspector.model.request import JsonBody, Request
from inspector.model.secret import SecretRef

REF = SecretRef(place="memory", name="k")
SHARED = "a shared secret of the loopback peer"
RSA, ED = rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()
PARAM = re.compile(r'(\w+)=(?:"([^"]*)"|(\d+))')
RECIPES = {each.name: each for each in recipes_for("http-signature")}
OWN = HttpSignature(key=REF, key_id="https://h.example/users/ann#main-key")


def pem(key):
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


KEYS = {"rsa": pem(RSA), "ed25519": pem(ED), "hmac": SHARED}


def verifies(name, made, data):
    family, _, digest = name.rpartition("-")
    if family == "hmac":
        return hmac.compare_digest(made, hmac.new(SHARED.encode(), data, digest).digest())
    try:
        if name == "ed25519":
            ED.public_key().verify(made, data)
        else:
            kind = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha512": hashes.SHA512}[digest]
            pss = padding.PSS(padding.MGF1(kind()), padding.PSS.DIGEST_LENGTH)
            how = pss if family == "rsa-pss" else padding.PKCS1v15()
            RSA.public_key().verify(made, data, how, kind())
    except InvalidSignature:
        return False
    return True


class Server(http.server.BaseHTTPRequestHandler):
    """/changed: somebody in front of it changed the body."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = self._refusal(body + b" " if self.path == "/changed" else body)
        moved = not said and self.path == "/moved"
        data = json.dumps({"error": said}).encode() if said else b""
        self.send_response_only(307 if moved else 401 if said else 202)
        self.send_header("Date", formatdate(time.time() + self.server.peer.ahead, usegmt=True))
        if moved:
            self.send_header("Location", "/there?a=1")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _refusal(self, body):
        given = self.headers.get("Signature") or self.headers["Authorization"].removeprefix(
            "Signature "
        )
        params = {name: text or number for name, text, number in PARAM.findall(given)}
        names = params["headers"].split()
        now = time.time() + self.server.peer.ahead
        stamp = params.get("created") or parsedate_to_datetime(self.headers["Date"]).timestamp()
        if abs(now - float(stamp)) > 60:
            return "Signed request date outside acceptable time window"
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        if self.headers["Digest"] != f"SHA-256={digest}":
            return f"Invalid Digest value. Computed SHA-256 digest does not match: {digest}"
        special = {"(request-target)": f"post {self.path}"}
        special |= {f"({name})": params[name] for name in ("created", "expires") if name in params}
        lines = [f"{name}: {special.get(name) or self.headers[name]}" for name in names]
        data = "\n".join(lines).encode()
        made = base64.b64decode(params["signature"])
        right = verifies(self.server.peer.algorithm, made, data)
        return "" if right else f"Verification failed for {params['keyId']}: signature mismatch"

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(running):
    running.algorithm, running.ahead = "rsa-sha256", 0
    return running


def post(send, server, own=OWN, key=KEYS["rsa"], path="/inbox"):
    body = JsonBody(text='{"größe": 1}')
    return send(f"{server.url}{path}", {REF: key}, credential=own, method="POST", body=body)


def finding(exchanges):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=OWN))
    return diagnose(attempt).findings[0].slug


@pytest.mark.parametrize("place", ["authorization", "signature"])
@pytest.mark.parametrize(
    "algorithm",
    ["rsa-sha1", "rsa-sha256", "rsa-sha512", "rsa-pss-sha512", "ed25519", "hmac-sha512"],
)
def test_each_algorithm_is_taken(server, send, algorithm, place):
    server.algorithm = algorithm
    own = msgspec.structs.replace(OWN, algorithm=algorithm, place=place)
    (exchange,) = post(send, server, own, KEYS[algorithm.partition("-")[0]])
    assert exchange.reply.status == 202


def test_hs2019_signs_when_it_was_made(server, send):
    about = HttpSignatureParameters(named="hs2019")
    names = "(request-target) (created) (expires) host"
    own = msgspec.structs.replace(OWN, parameters=about, signed_headers=names)
    (exchange,) = post(send, server, own)
    assert exchange.reply.status == 202


def test_as_the_fediverse_signs(server, send):
    filled = RECIPES["fediverse"].fill({"key_id": OWN.key_id, "key": KEYS["rsa"]})
    own = filled.credential.with_secret(REF)
    one, two = post(send, server, own, filled.secret, "/moved")
    assert (one.reply.status, two.reply.status) == (307, 202)
    names = {each.name for each in two.request.headers}
    assert {"Signature", "Digest", "Date"} <= names
    assert "Authorization" not in names


def test_it_is_signed_by_the_servers_clock(server, send):
    server.ahead = 600
    both = post(send, server, msgspec.structs.replace(OWN, clock="server"))
    assert [each.reply.status for each in both] == [401, 202]


def test_its_failures_are_told_apart(server, send):
    other = pem(rsa.generate_private_key(65537, 1024))
    assert finding(post(send, server, key=other)) == "request-signature-wrong"
    assert finding(post(send, server, path="/changed")) == "signed-body-differs"
    server.ahead = -600
    assert finding(post(send, server)) == "clock-differs"


def test_a_header_that_is_missing_is_told_and_nothing_sent(server, send):
    own = msgspec.structs.replace(OWN, signed_headers="(request-target) x-missing")
    (exchange,) = post(send, server, own)
    assert exchange.failure.kind == "not-signed"
    assert "x-missing" in exchange.failure.message
    assert KEYS["rsa"] not in repr(exchange)


def test_the_preview_shows_the_signing_string(server, send):
    (exchange,) = post(send, server)
    shown = preview(OWN, exchange.request, {REF: KEYS["rsa"]}.get)
    (text,) = shown.signed
    assert text.text.startswith("(request-target): post /inbox\nhost: 127.0.0.1")
    assert shown.text.startswith("Signature keyId=")


def test_what_does_not_fit_is_told_while_typing():
    about = {each.kind for each in check(HttpSignature(signed_headers="(created)"), SHARED)}
    assert {"wrong-key", "no-key-id", "legacy-name"} <= about
    with pytest.raises(RecipeError, match="fingerprint"):
        RECIPES["oracle-cloud"].fill({"tenancy": "a", "key": "b"})
