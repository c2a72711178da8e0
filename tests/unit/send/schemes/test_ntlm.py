"""NTLM against pyspnego's server side: one connection, each message an exchange."""

import shlex

import pytest

from inspector import intake
from inspector.annotate import annotate
from inspector.diagnose import diagnose
from inspector.export.code.snippet import snippet
from inspector.model.attempt import Attempt
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.request import Options, RawBody, Request
from inspector.model.secret import SecretRef
from inspector.protocol.schemes import ntlm
from tests.fixtures.ntlm_server import ntlm_server

PASSWORD = "correct horse bätterie"
REF = SecretRef(place="memory", name="p")
OWN = Ntlm(user="ann", password=REF, domain="CORP", workstation="DESK7")


@pytest.fixture(autouse=True)
def users(tmp_path, monkeypatch):
    path = tmp_path / "users"
    path.write_text(f"CORP:ann:{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("NTLM_USER_FILE", str(path))


@pytest.fixture
def server():
    with ntlm_server() as running:
        yield running


def _post(text):
    return {"method": "POST", "body": RawBody(text=text)}


def _messages(exchanges):
    values = [
        each.value for x in exchanges for each in x.request.headers if each.name == "Authorization"
    ]
    return [ntlm.read(value.partition(" ")[2]).ntlm for value in values]


def _diagnosed(exchanges, url, credential=OWN):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(url=url, credential=credential))
    return diagnose(attempt)


def test_two_messages_on_one_connection(server, send):
    first, second = send(f"{server.url}/", {REF: PASSWORD}, credential=OWN)
    assert (first.reply.status, second.reply.status) == (401, 200)
    assert (first.connection.reused, second.connection.reused) == (False, True)
    assert first.connection.local == second.connection.local
    assert second.request.http_version != "2"
    begun, answered = _messages([first, second])
    assert (begun.step, answered.step) == (1, 3)
    assert (answered.domain, answered.user, answered.workstation) == ("CORP", "ann", "DESK7")
    assert PASSWORD not in repr((first, second))


def test_the_name_of_this_computer_is_not_sent_unasked(server, send):
    own = Ntlm(user="CORP\\ann", password=REF)
    *_, last = send(f"{server.url}/", {REF: PASSWORD}, credential=own)
    assert last.reply.status == 200
    (answered,) = _messages([last])
    assert (answered.domain, answered.workstation) == ("CORP", "")


def test_a_body_goes_with_the_last_message_only(server, send):
    send(f"{server.url}/", {REF: PASSWORD}, credential=OWN, **_post("x" * 9))
    assert [size for *_, size in server.seen] == [0, 9]


def test_a_body_is_sent_where_nobody_asks(server, send):
    *_, last = send(f"{server.url}/open", {REF: PASSWORD}, credential=OWN, **_post("hello"))
    assert (last.reply.status, last.reply.body) == (200, b"hello")
    assert not _messages([last])


def test_a_redirect_stays_on_the_connection(server, send):
    exchanges = send(f"{server.url}/moved", {REF: PASSWORD}, credential=OWN)
    assert [each.reply.status for each in exchanges] == [401, 302, 200]
    assert not _messages(exchanges[2:])


def test_the_proof_is_bound_to_the_certificate(certificates, send):
    with ntlm_server(certificates.good) as server:
        options = Options(ca_file=certificates.ca)
        url = server.url.replace("127.0.0.1", "localhost")
        *_, last = send(f"{url}/", {REF: PASSWORD}, credential=OWN, options=options)
    assert last.reply.status == 200


def test_a_wrong_password_is_named(server, send):
    exchanges = send(f"{server.url}/", {REF: PASSWORD + "!"}, credential=OWN)
    assert [each.reply.status for each in exchanges] == [401, 401]
    assert _diagnosed(exchanges, server.url).findings[0].slug == "wrong-password"


@pytest.mark.parametrize("path", ["/closes", "/anew"])
def test_a_connection_that_is_not_kept_is_named(server, send, path):
    exchanges = send(f"{server.url}{path}", {REF: PASSWORD}, credential=OWN)
    assert exchanges[1].reply.status == 401
    verdict = _diagnosed(exchanges, server.url)
    assert verdict.findings[0].slug == "handshake-connection-lost"
    assert "wrong-password" not in {each.slug for each in verdict.findings[:1]}


def test_a_server_that_wants_negotiate_only_is_named(server, send):
    exchanges = send(f"{server.url}/negotiate", {REF: PASSWORD}, credential=OWN)
    assert len(exchanges) == 1
    assert _diagnosed(exchanges, server.url).findings[0].slug == "other-scheme-wanted"


def test_curl_says_the_same(server, send):
    command = ["--ntlm", "-u", "CORP\\ann:" + PASSWORD, "-d", "a=1", f"{server.url}/"]
    read = intake.read(shlex.join(["curl", *command]).encode(), "x")
    assert read.request.credential == Ntlm(
        user="CORP\\ann", password=read.request.credential.password
    )
    exchanges = send(
        read.request.url,
        read.secrets,
        **{
            name: getattr(read.request, name)
            for name in ("method", "body", "headers", "credential")
        },
    )
    assert exchanges[-1].reply.status == 200
    attempt = Attempt(exchanges=tuple(exchanges), request=read.request)
    written = snippet(attempt, "curl").text
    assert "--ntlm" in written
    assert "a=1" in written
    assert "ann" in written
    assert PASSWORD not in written
    for other in ("python-httpx", "go", "httpie", "javascript-fetch", "python-requests"):
        assert "NTLM" in snippet(attempt, other).refused


def test_each_message_is_taken_apart(server, send):
    exchanges = send(f"{server.url}/", {REF: PASSWORD}, credential=OWN)
    attempt = Attempt(exchanges=tuple(exchanges))
    texts = [each.text for each in annotate(attempt) if each.kind == "handshake"]
    assert [text.partition(":")[0] for text in texts[:2]] == ["NTLM, step 1", "NTLM, step 2"]
    assert texts[2] == "NTLM, step 3: the answer of CORP\\ann"
