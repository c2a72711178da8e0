"""WSSE against a server that checks the digest by itself, nonce, time and replays included."""

import base64
import hashlib
import http.server
import re
from datetime import UTC, datetime

import pytest

from inspector.authenticate.preview import preview
from inspector.cli.fixing.fixed_send import Tell, fix_alone
from inspector.cli.fixing.order import FixOrder
from inspector.cli.source import Source
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.export.export import export
from inspector.model.attempt import Attempt
from inspector.model.fix import Field
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.message import Header
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.masking.masked_parts import masked_header_line
from tests.fixtures.loopback_peer import LoopbackPeer

PASSWORD = "correct horse: bätterie"
REF = SecretRef(place="memory", name="p")
TOKEN = re.compile(
    r'UsernameToken Username="((?:[^"\\]|\\.)*)", PasswordDigest="([^"]+)", '
    r'Nonce="([^"]+)", Created="([^"]+)"'
)
MINUTES = 5


class Server(http.server.BaseHTTPRequestHandler):
    """Lets each token in once. /moved leads to /: there a token of its own is wanted."""

    protocol_version = "HTTP/1.1"
    user = 'ann "the admin"'
    seen: set[str]

    def do_GET(self):
        if not self._is_right():
            self._answer(401, [("WWW-Authenticate", 'WSSE realm="r", profile="UsernameToken"')])
        elif self.path == "/moved":
            self._answer(302, [("Location", "/")])
        else:
            self._answer(200, [])

    def _is_right(self):
        if self.headers.get("Authorization") != 'WSSE profile="UsernameToken"':
            return False
        given = TOKEN.fullmatch(self.headers.get("X-WSSE", ""))
        if given is None:
            return False
        user, digest, nonce, created = given.groups()
        made = datetime.strptime(created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        age = abs((datetime.now(UTC) - made).total_seconds())
        raw = base64.b64decode(nonce, validate=True)
        right = hashlib.sha1(raw + created.encode("ascii") + PASSWORD.encode("utf-8")).digest()
        fresh = nonce not in self.server.peer.seen
        self.server.peer.seen.add(nonce)
        is_him = user.replace('\\"', '"') == self.user
        return is_him and fresh and age < MINUTES * 60 and base64.b64decode(digest) == right

    def _answer(self, status, headers):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", "0")):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def server():
    peer = LoopbackPeer(Server)
    peer.seen = set()
    yield peer.url
    peer.stop()


OWN = Wsse(user=Server.user, password=REF)


def test_the_server_takes_it_and_never_twice(server, send):
    for _ in range(2):
        (exchange,) = send(f"{server}/", {REF: PASSWORD}, credential=OWN)
        assert exchange.reply.status == 200
    names = [header.name for header in exchange.request.headers]
    assert (names.count("Authorization"), names.count("X-WSSE")) == (1, 1)


def test_a_wrong_password_is_refused(server, send):
    (exchange,) = send(f"{server}/", {REF: PASSWORD + "!"}, credential=OWN)
    assert exchange.reply.status == 401
    assert PASSWORD not in repr(exchange)


def test_a_redirected_request_gets_a_token_of_its_own(server, send):
    first, second = send(f"{server}/moved", {REF: PASSWORD}, credential=OWN)
    assert (first.reply.status, second.reply.status) == (302, 200)


def test_the_preview_is_what_is_sent(server, send):
    (exchange,) = send(f"{server}/", {REF: PASSWORD}, credential=OWN)
    shown = preview(OWN, exchange.request, {REF: PASSWORD}.get)
    sent = next(each.value for each in exchange.request.headers if each.name == shown.name)
    assert sent.startswith(shown.text.partition("•")[0].partition("…")[0][:40])
    assert PASSWORD not in shown.text


def test_its_digest_is_masked_where_it_was_recorded(server, send):
    (exchange,) = send(f"{server}/", {REF: PASSWORD}, credential=OWN)
    value = next(each.value for each in exchange.request.headers if each.name == "X-WSSE")
    digest = TOKEN.fullmatch(value)[2]
    recorded = masked_header_line(Header("X-WSSE", value))
    assert digest[6:] not in recorded
    assert 'Username="ann' in recorded


@pytest.mark.parametrize("name", ["authorization", "x-wsse"])
def test_a_hand_written_header_wins_over_either_of_its_own(name):
    request = Request(url="http://h.example/", credential=OWN, headers=(RequestHeader(name, "x"),))
    assert assemble(request, Scope()).precedence.winner == "header"


def test_the_offered_scheme_is_switched_to_with_the_login_that_is_there(server):
    told = []
    request = Request(url=f"{server}/", credential=Basic(user=Server.user, password=REF))
    source = Source(request=request, secrets={REF: PASSWORD})
    tell = Tell(lambda _before, fix: told.append(fix.id), told.append)
    done = fix_alone(source, FixOrder(id="switch-to-wsse"), tell)
    assert told == ["switch-to-wsse"]
    assert done.after.answer.attempt.exchanges[-1].reply.status == 200
    assert done.aftermath.result == "solved"
    answer = done.after.answer
    assert answer.verdict.limit is None
    written = export(answer, "curl").text
    assert "X-WSSE: UsernameToken Username=" in written
    sent = next(
        each for each in answer.attempt.exchanges[-1].request.headers if each.name == "X-WSSE"
    )
    assert TOKEN.fullmatch(sent.value)[2] not in written


def test_where_nothing_was_sent_it_is_what_is_asked_for(server, send):
    exchanges = send(f"{server}/")
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(url=f"{server}/"))
    fixes = [fix for finding in diagnose(attempt).findings for fix in finding.fixes]
    (added,) = [fix for fix in fixes if fix.id == "add-credential"]
    assert [
        change.after for change in added.changes if change.field == Field("credential", "kind")
    ] == ["wsse"]
    assert {str(change.field) for change in added.changes if change.ask} == {
        "credential.user",
        "credential.password",
    }
