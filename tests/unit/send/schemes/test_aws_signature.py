"""Signatures for AWS against a server that computes them anew with botocore, and keeps the time."""

import hashlib
import hmac
import http.client
import http.server
import subprocess
import sys
import time
from email.utils import formatdate
from urllib.parse import quote, unquote_to_bytes, urlsplit
from xml.sax.saxutils import escape

import msgspec
import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from inspector.authenticate import aws_signing
from inspector.authenticate.preview import preview
from inspector.cli.fixing.fixed_send import Tell, fix_alone
from inspector.cli.fixing.order import FixOrder
from inspector.cli.source import Source
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.export.code.snippet import snippet
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.aws_signature import AwsSession, AwsSignature
from inspector.model.message import first
from inspector.model.request import RawBody, Request, RequestHeader
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.dates import basic_date
from inspector.protocol.signatures import sigv4
from tests.fixtures.loopback_peer import LoopbackPeer

TEMPORARY = "ASIAEXAMPLE012345678"
KEY_ID, SECRET = "AKIDEXAMPLE012345678", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "the+session/token0123456789=="
REF, SESSION = SecretRef(place="memory", name="s"), SecretRef(place="memory", name="t")
OWN = AwsSignature(key_id=KEY_ID, secret=REF, region="eu-west-1", service="s3")
VALUES = {REF: SECRET, SESSION: TOKEN}
MINUTES = 15


class Server(http.server.BaseHTTPRequestHandler):
    """S3 as far as it checks who asks; `ahead`: by how many seconds its clock is ahead."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        code, said = self._judged(body)
        data = f"<Error><Code>{code}</Code><Message>{said[0]}</Message>{said[1]}</Error>".encode()
        if code == "moved":
            self.send_response(302)
            self.send_header("Location", "/there%20too?b=2&a=1")
        else:
            self.send_response(403 if code else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_PUT(self):
        self.do_GET()

    def date_time_string(self, timestamp=None):
        return formatdate(time.time() + self.server.peer.ahead, usegmt=True)

    def _judged(self, body):  # noqa: C901, PLR0911 - one refusal after the other, as S3 has them
        found = sigv4._HEADER.search(self.headers.get("Authorization", ""))
        if found is None:
            return "AccessDenied", ("Access Denied", "")
        key_id, day, region, service, names, given = found.groups()
        if self.server.peer.home:
            return _from_home(self.server.peer.home, region, service)
        if told := _unsigned(self.headers, names.split(";")):
            return told
        temporary = key_id == TEMPORARY and self.headers.get("X-Amz-Security-Token")
        if key_id != KEY_ID and not temporary:
            text = "The AWS Access Key Id you provided does not exist in our records."
            return "InvalidAccessKeyId", (text, "")
        stamp = self.headers["X-Amz-Date"]
        now = time.time() + self.server.peer.ahead
        if abs(basic_date(stamp).timestamp() - now) > MINUTES * 60:
            text = "The difference between the request time and the current time is too large."
            return "RequestTimeTooSkewed", (text, "")
        kind = S3SigV4Auth if service == "s3" else SigV4Auth
        signer = kind(Credentials(KEY_ID, SECRET), service, region)
        request = AWSRequest(method=self.command, url=_address(self.path), data=body)
        for name in names.split(";"):
            request.headers[name] = ",".join(self.headers.get_all(name) or [])
        request.context["timestamp"] = stamp
        canonical = signer.canonical_request(request) + self.server.peer.twist
        text = signer.string_to_sign(request, canonical)
        if signer.signature(text, request) != given or day != stamp[:8]:
            return "SignatureDoesNotMatch", _mismatch(text, canonical)
        if self.headers.get("X-Amz-Content-Sha256") not in _hashes(body):
            return "XAmzContentSHA256Mismatch", ("The provided hash does not match", "")
        return ("moved", ("", "")) if self.path == "/moved" else ("", ("", ""))

    def log_message(self, *_args):
        pass


def _from_home(home, region, service):
    """Judge the scope alone, in the words of S3 and of the other services."""
    if service != home[1]:
        text = f"Credential should be scoped to correct service: '{home[1]}'. "
        return "SignatureDoesNotMatch", (text, "")
    if region != home[0]:
        text = f"the region '{region}' is wrong; expecting '{home[0]}'"
        return "AuthorizationHeaderMalformed", (
            f"The authorization header is malformed; {text}",
            f"<Region>{home[0]}</Region>",
        )
    return "", ("", "")


def _unsigned(headers, names):
    found = (each.lower() for each in headers if each.lower().startswith("x-amz-meta-"))
    left_out = ",".join(each for each in found if each not in names)
    text = "There were headers present in the request which were not signed"
    more = f"<HeadersNotSigned>{left_out}</HeadersNotSigned>"
    return ("AccessDenied", (text, more)) if left_out else None


def _address(path):
    """Return an address as AWS reads it: its query decoded and encoded anew."""
    path, _, rest = path.partition("?")
    pairs = [each.partition("=")[::2] for each in rest.replace("+", " ").split("&") if each]
    query = "&".join(
        "=".join(quote(unquote_to_bytes(word), safe="-_.~") for word in pair) for pair in pairs
    )
    return f"http://h{path}?{query}"


def _mismatch(text, canonical):
    said = (
        "The request signature we calculated does not match the signature you provided. Check "
        "your key and signing method."
    )
    more = (
        f"<AWSAccessKeyId>{KEY_ID}</AWSAccessKeyId><StringToSign>{escape(text)}</StringToSign>"
        f"<CanonicalRequest>{escape(canonical)}</CanonicalRequest>"
    )
    return said, more


def _hashes(body):
    return {hashlib.sha256(body).hexdigest(), "UNSIGNED-PAYLOAD", None}


@pytest.fixture
def server():
    peer = LoopbackPeer(Server)
    peer.ahead, peer.twist, peer.home = 0, "", ()
    yield peer
    peer.stop()


def findings(exchanges):
    request = Request(url=exchanges[0].request.url, credential=OWN)
    return [
        each.slug
        for each in diagnose(Attempt(exchanges=tuple(exchanges), request=request)).findings
    ]


@pytest.mark.parametrize("path", ["/", "/a%20b/ü?x=%2F+~&a=1&a=0&empty", "/a//b/../c?marker=%FF"])
def test_the_server_takes_it(server, send, path):
    (exchange,) = send(f"{server.url}{path}", VALUES, credential=OWN)
    assert exchange.reply.status == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"session": AwsSession(token=SESSION)},
        {"payload": "unsigned"},
        {"service": "execute-api"},
    ],
)
def test_each_way_to_sign_is_taken(server, send, changed):
    own = msgspec.structs.replace(OWN, **changed)
    body = RawBody(text="größer", content_type="text/plain")
    (exchange,) = send(f"{server.url}/x", VALUES, credential=own, method="PUT", body=body)
    assert exchange.reply.status == 200
    token = first(exchange.request.headers, "X-Amz-Security-Token")
    assert token == (TOKEN if "session" in changed else None)


def test_a_redirected_request_gets_a_signature_of_its_own(server, send):
    one, two = send(f"{server.url}/moved", VALUES, credential=OWN)
    assert (one.reply.status, two.reply.status) == (302, 200)


def test_a_presigned_address_verifies_by_the_published_rules(server, send):
    own = msgspec.structs.replace(OWN, place="query", session=AwsSession(token=SESSION))
    (exchange,) = send(f"{server.url}/x?y=1", VALUES, credential=own)
    about = sigv4.signed_of(exchange.request)
    assert (about.in_query, about.names) == (True, ("host",))
    key = f"AWS4{SECRET}".encode()
    for part in (about.day, "eu-west-1", "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    text = sigv4.string_to_sign(sigv4.canonical_request(exchange.request, about), about)
    assert hmac.digest(key, text.encode(), "sha256").hex() == about.signature
    shown = repr(exchange)
    assert SECRET not in shown


# ---------------- Known failures
def test_another_secret_is_told_from_another_text(server, send):
    exchanges = send(f"{server.url}/x", {**VALUES, REF: SECRET[::-1]}, credential=OWN)
    assert findings(exchanges)[0] == "request-signature-wrong"
    said = told(exchanges)
    assert "signed the same text" in said
    server.twist = "\nmore"
    exchanges = send(f"{server.url}/x", VALUES, credential=OWN)
    assert findings(exchanges)[0] == "request-signature-wrong"
    assert "signed the same text" not in told(exchanges)


def told(exchanges):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=OWN))
    first_one = diagnose(attempt).findings[0]
    return " ".join(each.statement for each in first_one.evidence)


def test_an_unknown_key_is_named(server, send):
    own = msgspec.structs.replace(OWN, key_id="AKIDELSEWHERE0123456")
    exchanges = send(f"{server.url}/x", VALUES, credential=own)
    assert findings(exchanges)[0] == "key-refused"


@pytest.mark.parametrize("ahead", [-3600 * 2 - 100, 1000])
def test_a_clock_that_is_off_is_told_and_the_server_s_can_be_signed(server, send, ahead):
    server.ahead = ahead
    exchanges = send(f"{server.url}/x", VALUES, credential=OWN)
    assert findings(exchanges)[0] == "clock-differs"
    own = msgspec.structs.replace(OWN, clock="server")
    refused, taken = send(f"{server.url}/x", VALUES, credential=own)
    assert (refused.reply.status, taken.reply.status) == (403, 200)


def test_the_fix_sends_it_by_the_server_s_clock(server):
    server.ahead, told = 1000, []
    source = Source(request=Request(url=f"{server.url}/x", credential=OWN), secrets={REF: SECRET})
    tell = Tell(lambda _before, fix: told.append(fix.id), told.append)
    done = fix_alone(source, FixOrder(id="sign-by-server-clock"), tell)
    assert told == ["sign-by-server-clock"]
    assert done.after.answer.attempt.exchanges[-1].reply.status == 200


@pytest.mark.parametrize(
    ("changed", "finding"),
    [({"region": "us-east-1"}, "wrong-region"), ({"service": "ec2"}, "signed-for-other-service")],
)
def test_the_fix_signs_for_what_the_reply_names(server, changed, finding):
    server.home, told = ("eu-west-1", "s3"), []
    own = msgspec.structs.replace(OWN, **changed)
    source = Source(request=Request(url=f"{server.url}/x", credential=own), secrets={REF: SECRET})
    tell = Tell(lambda _before, fix: told.append(fix.id), told.append)
    done = fix_alone(source, FixOrder(id="sign-as-told"), tell)
    assert told == ["sign-as-told"]
    (first_one, *_) = done.before.verdict.findings
    assert first_one.slug == finding
    assert changed.popitem()[1] in first_one.title
    assert done.after.answer.attempt.exchanges[-1].reply.status == 200


def test_temporary_keys_want_their_session_token(server, send):
    own = msgspec.structs.replace(OWN, key_id=TEMPORARY)
    exchanges = send(f"{server.url}/x", VALUES, credential=own)
    assert findings(exchanges)[0] == "session-token-missing"
    given = msgspec.structs.replace(own, session=AwsSession(token=SESSION))
    exchanges = send(f"{server.url}/x", VALUES, credential=given)
    assert "session-token-missing" not in findings(exchanges)


def test_a_header_that_something_on_the_way_added_is_named(server, send):
    class Adding(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            there = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port)
            there.putrequest("GET", self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                there.putheader(name, value)
            there.putheader("x-amz-meta-way", "1")
            there.endheaders()
            reply = there.getresponse()
            data = reply.read()
            there.close()
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args):
            pass

    on_the_way = LoopbackPeer(Adding)
    try:
        exchanges = send(f"{on_the_way.url}/x", VALUES, credential=OWN)
    finally:
        on_the_way.stop()
    assert findings(exchanges)[0] == "header-not-signed"
    assert "x-amz-meta-way" in told(exchanges)


def test_a_body_that_was_altered_on_the_way_is_told(server, send):
    exchanges = send(f"{server.url}/x", VALUES, credential=OWN, method="PUT")
    changed = exchanges[0].request
    assert changed.body == b""
    own = sigv4.hash_of(b"another body")
    rows = (RequestHeader("X-Amz-Content-Sha256", own),)
    exchanges = send(f"{server.url}/x", VALUES, credential=OWN, method="PUT", headers=rows)
    assert findings(exchanges)[0] == "signed-body-differs"


def test_the_right_clock_sends_once(server, send):
    own = msgspec.structs.replace(OWN, clock="server")
    exchanges = send(f"{server.url}/x", {**VALUES, REF: "wrong-secret"}, credential=own)
    assert [each.reply.status for each in exchanges] == [403]


# ---------------- What is said before it is sent
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/x", "Enter both"),
        ("https://m1.accesspoint.s3-global.amazonaws.com/x", "V4a"),
    ],
)
def test_what_can_not_be_signed_is_not_sent(send, url, said):
    own = msgspec.structs.replace(OWN, region="", service="")
    (exchange,) = send(url, VALUES, credential=own)
    assert said in exchange.failure.message


def test_without_the_extra_the_install_line_is_said(send, monkeypatch):
    monkeypatch.setitem(sys.modules, "botocore.auth", None)
    (exchange,) = send("http://127.0.0.1:9/x", VALUES, credential=OWN)
    assert aws_signing.INSTALL in exchange.failure.message


def test_the_preview_shows_what_is_signed(server, send):
    own = msgspec.structs.replace(OWN, session=AwsSession(token=SESSION))
    (exchange,) = send(f"{server.url}/x?key=s3cr3t-0123", VALUES, credential=own)
    shown = preview(own, exchange.request, VALUES.get)
    canonical, text = shown.signed
    assert canonical.title == "Canonical request"
    assert canonical.text.startswith("GET\n/x\nkey=")
    assert "x-amz-date:" in canonical.text
    assert text.text.startswith("AWS4-HMAC-SHA256\n")
    for secret in (SECRET, TOKEN, "s3cr3t-0123"):
        assert secret not in repr(shown)


def test_host_names_region_and_service():
    request = Request(
        url="https://sqs.eu-west-3.amazonaws.com/", credential=AwsSignature(secret=REF)
    )
    made = assemble(request, Scope(secrets={REF: Secret(SECRET)}))
    assert "/eu-west-3/sqs/aws4_request" in _shown(made).text


def _shown(made):
    return preview(made.credential, made.message, lambda ref: VALUES.get(ref, ""))


@pytest.mark.server("curl")
def test_curl_sends_the_same_with_the_keys_only(server, send):
    exchanges = send(f"{server.url}/a?b=2&a=1", VALUES, credential=OWN)
    request = Request(url=f"{server.url}/a?b=2&a=1", credential=OWN)
    code = snippet(Attempt(request=request, exchanges=tuple(exchanges)), "curl")
    assert "--aws-sigv4 aws:amz:eu-west-1:s3" in code.text
    assert code.variables == ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    assert KEY_ID not in code.text
    done = subprocess.run(
        ["bash", "-c", code.text],
        env={"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert " 200 " in done.stdout.splitlines()[0]
