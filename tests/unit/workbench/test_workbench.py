"""The verbs: send with secrets by reference, stop, preview, fix."""

import threading

import pytest

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message, Reply
from inspector.model.request import FileBody, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.vault.store import VaultStatus
from inspector.workbench.applying.companions import Companions
from inspector.workbench.progress import Progress
from tests.fixtures.scripted import reply


def _send(bench, request, scope=None, **options):
    return bench.submit(bench.send(request, scope or Scope(), **options)).result(60)


def test_an_attempt_is_complete(bench, scripted):
    server = scripted([reply("401 No", 'WWW-Authenticate: Bearer realm="r"')])
    request = Request(url=server.url, credential=Bearer(token=bench.vault.put("some-token")))
    answer = _send(bench, request, Scope(environment="test"), origin="retry", parent="p")
    attempt = answer.attempt
    assert attempt.id
    assert (attempt.request, attempt.environment) == (request, "test")
    assert (attempt.origin, attempt.parent, attempt.source) == ("retry", "p", "sent")
    assert attempt.started is not None
    assert answer.verdict.findings
    assert answer.annotations
    assert b"Bearer some-token" in server.requests[0]


def test_secret_variables_come_from_the_vault(bench, scripted):
    server = scripted([reply()])
    scope = Scope(secret_variables={"key": bench.vault.put("hunter2hunter2")})
    _send(bench, Request(url=server.url, query=(QueryParam("k", "{{key}}"),)), scope)
    assert server.requests[0].startswith(b"GET /?k=hunter2hunter2 ")


def test_a_failure_is_an_answer(bench):
    answer = _send(bench, Request(url="http://{{host}}/"))
    (exchange,) = answer.attempt.exchanges
    assert exchange.failure.kind == "unresolved-variable"


def test_stopping_gives_the_trace_so_far(bench, scripted):
    waiting = threading.Event()

    def script(connection):
        connection.request()
        connection.hang()

    def told(progress):
        if isinstance(progress, Progress) and progress.stage == "wait":
            waiting.set()

    server = scripted(script)
    future = bench.submit(bench.send(Request(url=server.url), Scope(), told))
    assert waiting.wait(60)
    future.cancel()
    (exchange,) = future.result(60).attempt.exchanges
    assert exchange.failure.kind == "stopped"
    assert exchange.raw_sent


def test_an_attempt_from_elsewhere_is_answered(bench):
    exchange = Exchange(
        request=Message(method="GET", url="http://a/", target="/"), reply=Reply(status=401)
    )
    answer = bench.answer(Attempt(exchanges=(exchange,), source="har"))
    assert answer.attempt.source == "har"
    assert answer.verdict.entry == 0


def test_the_preview_is_masked_and_reads_no_file(bench):
    key = ApiKey(name="X-Key", value=bench.vault.put("0123456789abcdef"))
    request = Request(url="http://a/", credential=key, body=FileBody(path="/no/such"))
    shown = bench.preview(request, Scope())
    assert (shown.place, shown.name) == ("header", "X-Key")
    assert "0123456789abcdef" not in shown.text


def test_what_the_window_shows_while_typing(bench):
    own = (RequestHeader("Authorization", "x"),)
    request = Request(url="http://a/", credential=Bearer(), headers=own)
    assert bench.precedence(request, Scope()).winner == "header"
    assert bench.defaults(request, Scope())[0].header.name == "Host"
    assert bench.checks(Bearer(), "Bearer x")[0].kind == "doubled-word"


def test_a_fix_changes_the_request(bench):
    request = Request(url="http://a/", method="GET")
    fix = Fix(id="x", title="x", changes=(Change(field=Field("method"), after="POST"),))
    fixed = bench.submit(bench.fix(request, fix, Scope())).result(60)
    assert fixed.request.method == "POST"


def test_a_fix_fetches_a_token(bench, scripted):
    server = scripted([reply(body=b'{"access_token": "fresh-token-value"}')])
    request = Request(url="http://a/", credential=Bearer(word="Token"))
    fix = Fix(id="x", title="x", action=Action("fetch-token"))
    renewal = Request(method="POST", url=server.url)
    fixed = bench.submit(
        bench.fix(request, fix, Scope(), Companions(token_request=renewal))
    ).result(60)
    assert fixed.request.credential.word == "Token"
    assert bench.vault.peek(fixed.request.credential.token) == "fresh-token-value"


def test_what_a_fix_sends_is_handed_back(bench, scripted):
    server = scripted([reply(body=b'{"access_token": "fresh-token"}')])
    request = Request(url=server.url, credential=Bearer(token=bench.vault.put("old")))
    fix = Fix(
        id="f", title="Get a fresh token", action=Action("fetch-token", f"{server.url}/token")
    )
    fixed = bench.submit(bench.fix(request, fix, Scope())).result(60)
    assert [attempt.origin for attempt in fixed.sent] == ["fix"]
    assert fixed.sent[0] == fixed.attempt


def test_a_closed_workbench_has_no_thread(bench):
    names = {thread.name for thread in threading.enumerate()}
    assert "network" in names
    bench.close()
    assert "network" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("url", ["", "http://", "nonsense://x"])
def test_nothing_typed_crashes(bench, url):
    assert _send(bench, Request(url=url)).attempt.exchanges[0].failure.kind == "bad-url"


def test_a_locked_store_is_the_reason_that_is_given(bench, monkeypatch, scripted):
    server = scripted([reply()])
    status = VaultStatus(kind="locked", text="The keyring is locked.")
    monkeypatch.setattr(type(bench.vault), "status", status)
    lost = SecretRef(place="memory", name="lost")
    answer = _send(bench, Request(url=server.url, credential=Bearer(token=lost)))
    failure = answer.attempt.exchanges[0].failure
    assert (failure.kind, failure.message) == ("locked-vault", "The keyring is locked.")
    assert server.requests == []


def test_files_are_read_for_a_body(bench, scripted, tmp_path):
    server = scripted([reply()])
    file = tmp_path / "a.txt"
    file.write_bytes(b"from a file")
    _send(bench, Request(url=server.url, method="PUT", body=FileBody(path=str(file))))
    assert server.requests[0].endswith(b"\r\n\r\nfrom a file")
