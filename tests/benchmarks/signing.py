"""A send with each scheme that signs against a bare one and what the signature itself costs.

The cost is that of the library or primitive alone over a text of the same kind, its key read anew.
Time of the processor is counted, the server's too: what else the machine does changes little of it.
"""

import hashlib
import hmac
import http.server
import statistics
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from inspector.compose.scope import Scope
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.kinds.signing.oauth1 import OAuth1
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.request import JsonBody, Request
from tests.benchmarks._figure import Figure
from tests.fixtures.loopback_peer import LoopbackPeer

SENDS, GOAL = 80, 1.3
SECRET, TEXT = "a-secret-of-the-benchmark-0123456789", b"x" * 400
BODY = JsonBody(text='{"a": 1}')


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response_only(204)
        self.end_headers()

    def log_message(self, *_args):
        pass


def pem(key):
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    return key.private_bytes(*form, serialization.NoEncryption()).decode()


RSA = pem(rsa.generate_private_key(65537, 2048))
ED25519 = pem(ed25519.Ed25519PrivateKey.generate())


def _shared():
    hmac.new(SECRET.encode(), TEXT, hashlib.sha256).digest()


def _read(key):
    return serialization.load_pem_private_key(
        key.encode(), None, unsafe_skip_rsa_key_validation=True
    )


def _by_rsa():
    _read(RSA).sign(TEXT, padding.PKCS1v15(), hashes.SHA256())


def _by_ed25519():
    _read(ED25519).sign(TEXT)


def _for_aws():
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    request = AWSRequest(method="POST", url="https://sqs.eu-west-1.amazonaws.com/", data=b"{}")
    SigV4Auth(Credentials("AKID", SECRET), "sqs", "eu-west-1").add_auth(request)


SCHEMES = {
    "AWS Signature V4": (
        AwsSignature(key_id="AKID", region="eu-west-1", service="sqs"), SECRET, _for_aws,
    ),
    "OAuth 1.0a, HMAC": (OAuth1(consumer_key="c"), SECRET, _shared),
    "OAuth 1.0a, RSA": (OAuth1(consumer_key="c", method="RSA-SHA256"), RSA, _by_rsa),
    "HTTP Message Signature, HMAC": (
        MessageSignature(key_id="k", algorithm="hmac-sha256"), SECRET, _shared,
    ),
    "HTTP Message Signature, Ed25519": (MessageSignature(key_id="k"), ED25519, _by_ed25519),
    "draft-cavage, RSA": (HttpSignature(key_id="k"), RSA, _by_rsa),
    "Hawk": (Hawk(key_id="k", payload=True), SECRET, _shared),
    "EdgeGrid": (EdgeGrid(client_token="c", access_token="a"), SECRET, _shared),
    "a template, HMAC": (SignatureTemplate(key_id="k"), SECRET, _shared),
    "a template, RSA": (SignatureTemplate(key_id="k", algorithm="rsa-sha256"), RSA, _by_rsa),
    "WSSE": (Wsse(user="ann"), SECRET, _shared),
}  # fmt: skip


def _sending(bench, url, credential):
    request = Request(method="POST", url=url, body=BODY, credential=credential)

    def run():
        answer = bench.submit(bench.send(request, Scope())).result()
        (exchange,) = answer.attempt.exchanges
        assert exchange.reply.status == 204, exchange.failure

    return run


def _taken(*runs):
    """Return the median processor time of each of some runs, in seconds, taken turn by turn."""
    times = [[] for _ in runs]
    for _ in range(SENDS):
        for run, kept in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            kept.append(time.process_time() - start)
    return [statistics.median(kept) for kept in times]


def measure():
    """Yield a figure a scheme."""
    from inspector.workbench.build import build

    bench, peer = build(), LoopbackPeer(Answering)
    try:
        bare = _sending(bench, f"{peer.url}/orders?b=2&a=1", NoCredential())
        for name, (credential, secret, sign) in SCHEMES.items():
            own = credential.with_secret(bench.vault.put(secret))
            signed = _sending(bench, f"{peer.url}/orders?b=2&a=1", own)
            signed()  # what it needs is loaded with the first
            sign()
            ours, plain, cost = _taken(signed, bare, sign)
            each = (1000 * seconds for seconds in (ours, plain, cost))
            detail = "{:.2f} ms against {:.2f} ms and {:.2f} ms of signing".format(*each)
            yield Figure(f"a send with {name} / bare", ours / (plain + cost), GOAL, detail)
    finally:
        peer.stop()
        bench.close()
