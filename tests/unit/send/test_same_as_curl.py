"""Each scheme that curl can say leaves with the headers that curl sends for the same command.

What is made anew for each request (nonces, and what is computed from them) is left out; the tests of
its scheme look at that. The order of header lines means nothing (RFC 9110 §5.3), nor their case.
"""

import asyncio
import base64
import http.server
import re
import shlex
import struct
import subprocess

import pytest

from inspector import intake
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.secret import Secret
from inspector.send.sender import Sender
from tests.fixtures.loopback_peer import LoopbackPeer

pytestmark = pytest.mark.server("curl")
DIGESTS = {
    "/md5": 'Digest realm="r, s", nonce="n0", qop="auth", algorithm=MD5, opaque="o"',
    "/sha": 'Digest realm="r", nonce="n0", qop="auth", algorithm=SHA-256',
    "/both": 'Digest realm="r", nonce="n0", qop="auth,auth-int"',
    "/old": 'Digest realm="r", nonce="n0"',
}
DIGEST_PARAM = re.compile(r'(\w+)=("[^"]*"|[^,\s]+)')
ANEW = {"cnonce", "response"}
DATE = "X-Amz-Date: 20260101T000000Z"
JSON = "Content-Type: application/json"
AWS = ("--aws-sigv4", "-u", "AKID:secret/key", "-H", DATE)


def ntlm_challenge():
    """Return a CHALLENGE_MESSAGE ([MS-NLMP] §2.2.1.2) of a domain without further information."""
    name = "SHOP".encode("utf-16-le")
    info = struct.pack("<HH", 2, len(name)) + name + struct.pack("<HH", 0, 0)
    flags = 0x00800000 | 0x00000200 | 0x00000005  # target info, NTLM, a name in Unicode
    head = b"NTLMSSP\0" + struct.pack("<IHHII", 2, len(name), len(name), 48, flags)
    head += b"\x01\x23\x45\x67\x89\xab\xcd\xef" + bytes(8)
    head += struct.pack("<HHI", len(info), len(info), 48 + len(name))
    return base64.b64encode(head + name + info).decode()


class Server(http.server.BaseHTTPRequestHandler):
    """Records what comes; below /md5 and its like, and /ntlm, it asks for a login first."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer()

    def do_POST(self):
        self._answer()

    def do_PUT(self):
        self._answer()

    def _answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.peer.seen.append((self.requestline, self.headers.items(), body))
        proxied = self.path.startswith("http://")  # then it is asked as a proxy (RFC 9112 §3.2.2)
        path = "/" + self.path.split("/", 3)[3] if proxied else self.path
        given = self.headers.get("Proxy-Authorization" if proxied else "Authorization", "")
        asked = self._asked(path.partition("?")[0], given)
        self.send_response_only((407 if proxied else 401) if asked else 200)
        if asked:
            self.send_header("Proxy-Authenticate" if proxied else "WWW-Authenticate", asked)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _asked(self, path, given):
        if path == "/ntlm":
            kind = base64.b64decode(given.removeprefix("NTLM "))[8:9] if given else b""
            return {b"": "NTLM", b"\x01": f"NTLM {ntlm_challenge()}"}.get(kind, "")
        return "" if given.startswith("Digest ") else DIGESTS.get(path, "")

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def peer():
    made = LoopbackPeer(Server)
    made.seen = []
    yield made
    made.stop()


def by_curl(peer, words):
    peer.seen = []
    subprocess.run(["curl", "-s", *words], timeout=20, check=True, env={"PATH": "/usr/bin:/bin"})
    return peer.seen


def by_us(peer, words):
    peer.seen = []
    reading = intake.read(shlex.join(["curl", *words]).encode())
    known = {ref: Secret(value) for ref, value in reading.secrets.items()}
    asyncio.run(Sender(assemble(reading.request, Scope(secrets=known))).run())
    return peer.seen


def comparable(asked):
    line, headers, body = asked
    return line, sorted((name.lower(), _settled(value)) for name, value in headers), body


def _settled(value):
    """Return a value without what is made anew; of a proof by NTLM what it says of the user."""
    if value.startswith("Digest "):
        # to a proxy it covers the whole target (tests/servers/test_same_as_curl_at_a_proxy.py says why)
        found = DIGEST_PARAM.findall(value.replace('uri="http://behind.example/', 'uri="/'))
        return sorted((name, "…" if name in ANEW else text) for name, text in found)
    if value.startswith("NTLM "):
        return _of_ntlm(base64.b64decode(value.removeprefix("NTLM ")))
    return value


def _of_ntlm(message):
    kind = message[8]
    if kind != 3:
        return kind
    fields = (struct.unpack_from("<HHI", message, at) for at in (28, 36))  # domain, user
    return [message[at : at + size].decode("utf-16-le") for size, _, at in fields]


SAME = {
    "basic": ("-u", "ann:p:wä", "/a?x=1"),
    "basic in the address": ("USERINFO/a",),
    "bearer": ("--oauth2-bearer", "tok-1", "/a"),
    "key in a header": ("-H", "X-Api-Key: k", "/a"),
    "key in the query": ("/a?api_key=k%2F1",),
    "cookie": ("-b", "sid=1; b=2", "/a"),
    "digest, MD5": ("--digest", "-u", "ann:pw", "/md5?a=1"),
    "digest, SHA-256": ("--digest", "-u", "ann:pw", "/sha"),
    "digest, before qop": ("--digest", "-u", "ann:pw", "/old"),
    "digest, a choice of qop": ("--digest", "-u", "ann:pw", "/both"),
    "digest, with a body": ("--digest", "-u", "ann:pw", "-d", "a=1", "/md5"),
    "ntlm": ("--ntlm", "-u", "SHOP\\ann:pw", "/ntlm"),
    "aws, S3": (AWS[0], "aws:amz:eu-west-1:s3", *AWS[1:], "/b/k%20ey?b=2&a=1"),
    "aws, another service": (AWS[0], "aws:amz:us-east-1:sqs", *AWS[1:], "/?Action=x&A=%7E"),
    "aws, with a body": (
        *(AWS[0], "aws:amz:us-east-1:es", *AWS[1:]),
        *("-H", JSON, "-X", "PUT", "-d", '{"a": 1}', "/i"),
    ),
}


@pytest.mark.parametrize("words", SAME.values(), ids=SAME)
def test_the_same_headers_leave(words, peer):
    user = peer.url.replace("//", "//ann:p%20w@")
    *rest, last = words
    address = user + last.removeprefix("USERINFO") if "USERINFO" in last else peer.url + last
    theirs = by_curl(peer, (*rest, address))
    ours = by_us(peer, (*rest, address))
    assert len(ours) >= 1 + ("digest" in " ".join(rest))
    assert comparable(ours[-1]) == comparable(theirs[-1])


AT_A_PROXY = {
    "basic": ("-U", "ann:pw", "/a"),
    "digest": ("--proxy-digest", "-U", "ann:pw", "/sha?a=1"),
    "ntlm": ("--proxy-ntlm", "-U", "SHOP\\ann:pw", "/ntlm"),
}


@pytest.mark.parametrize("words", AT_A_PROXY.values(), ids=AT_A_PROXY)
def test_the_same_headers_leave_for_a_proxy(words, peer):
    *rest, path = words
    command = ("-x", peer.url, *rest, f"http://behind.example{path}")
    theirs, ours = (made(peer, command)[-1] for made in (by_curl, by_us))
    line, headers, body = comparable(theirs)
    # a name of curl's own, which no standard knows (RFC 9112, Appendix C.2.2)
    kept = [each for each in headers if each[0] != "proxy-connection"]
    assert comparable(ours) == (line, kept, body)
    assert "proxy-authorization" in dict(kept)


def test_a_netrc_file_gives_the_same_login(peer, tmp_path):
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login ann password secret\n")
    words = ("--netrc-file", str(file), f"{peer.url}/a")
    theirs = by_curl(peer, words)
    assert comparable(by_us(peer, words)[-1]) == comparable(theirs[-1])
    assert dict(theirs[-1][1])["Authorization"].startswith("Basic ")
