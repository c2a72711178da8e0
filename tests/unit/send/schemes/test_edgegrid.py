"""EdgeGrid against a server that verifies with Akamai's own library and refuses in its words."""

import http.server
import json
import re
import time
from datetime import UTC, datetime
from email.utils import formatdate
from types import SimpleNamespace

import msgspec
import pytest
from akamai.edgegrid.edgegrid import EdgeGridAuthHeaders

from inspector.authenticate.preview import check, preview
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.request import JsonBody, Request
from inspector.model.secret import SecretRef

REF = SecretRef(place="memory", name="s")
SECRET = "a client secret of the loopback peer="
OWN = EdgeGrid(client_token="akab-client", secret=REF, access_token="akab-access")
PARTS = re.compile(r"EG1-HMAC-SHA256 client_token=.*;timestamp=([^;]+);nonce=([^;]+);signature=.+")


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        given = self.headers["Authorization"]
        stamp, nonce = PARTS.fullmatch(given).groups()
        now = time.time() + self.server.peer.ahead
        made = datetime.strptime(stamp, "%Y%m%dT%H:%M:%S%z").astimezone(UTC).timestamp()
        url = f"http://{self.headers['Host']}{self.path}"
        asked = SimpleNamespace(method="POST", url=url, headers={}, body=body)
        library = EdgeGridAuthHeaders("akab-client", SECRET, "akab-access")
        right = library.make_auth_header(asked, stamp, nonce) == given
        if abs(now - made) > 30:
            self._answer(400, "Invalid timestamp")
        else:
            self._answer(200 if right else 401, "" if right else "The signature does not match")

    def _answer(self, status, detail):
        said = {"title": "Not authorized", "status": status, "detail": detail}
        data = json.dumps(said).encode() if detail else b""
        self.send_response_only(status)
        self.send_header("Date", formatdate(time.time() + self.server.peer.ahead, usegmt=True))
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(running):
    running.ahead = 0
    return running


def post(send, server, own=OWN, secret=SECRET):
    url, body = f"{server.url}/papi/v1/groups?a=%20b", JsonBody(text='{"größe": 1}')
    return send(url, {REF: secret}, credential=own, method="POST", body=body)


def finding(exchanges):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(credential=OWN))
    return diagnose(attempt).findings[0].slug


def test_it_is_taken(server, send):
    (exchange,) = post(send, server)
    assert exchange.reply.status == 200
    assert SECRET not in repr(exchange)


def test_its_failures_are_told_apart(server, send):
    assert finding(post(send, server, secret="another")) == "request-signature-wrong"
    server.ahead = -600
    assert finding(post(send, server)) == "clock-differs"


def test_it_is_signed_by_the_servers_clock(server, send):
    server.ahead = 600
    both = post(send, server, msgspec.structs.replace(OWN, clock="server"))
    assert [each.reply.status for each in both] == [400, 200]


def test_the_preview_shows_what_is_signed_and_no_secret(server, send):
    (exchange,) = post(send, server)
    shown = preview(OWN, exchange.request, {REF: SECRET}.get)
    (text,) = shown.signed
    lines = text.text.split("\n")
    assert lines[:2] == ["POST", "http"]
    assert lines[3] == "/papi/v1/groups?a=%20b"
    assert "akab-access" not in text.text + shown.text


def test_a_missing_token_is_told():
    found = {each.field for each in check(EdgeGrid(), "s")}
    assert found == {"client_token", "access_token"}
