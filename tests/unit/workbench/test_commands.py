"""Credentials from commands: real programs, run after they were agreed to and not before."""

import asyncio
import base64
import json
import shlex
import socket
import sys
from datetime import UTC, datetime, timedelta

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.from_command import FromCommand
from inspector.model.message import first
from inspector.model.request import Request
from inspector.vault import Vault
from inspector.workbench.build import build
from inspector.workbench.commands import Agreements
from tests.fixtures.scripted import reply

SECRET = "planted-command-secret-0123456789-abc"
OK = reply("200 OK", body=b"{}")
NO = reply("401 Unauthorized", "WWW-Authenticate: Bearer")


class Person:
    """Answers every question in the same way, and remembers what was shown."""

    def __init__(self, *, agrees=True):
        self.agrees, self.shown = agrees, []

    async def ask(self, question):
        self.shown.append(question)
        return {} if self.agrees else None


@pytest.fixture
def person():
    return Person()


@pytest.fixture
def bench(person, tmp_path):
    vault = Vault.in_memory()
    made = build(vault, agreed=tmp_path / "state" / "agreed.json")
    made.ask = person.ask
    yield made
    made.close()
    vault.close()


@pytest.fixture
def program(tmp_path):
    """Return a command that notes each run in a file and then does what a script says."""
    runs = tmp_path / "runs"

    def make(script, *more, **fields):
        noted = f"open({str(runs)!r}, 'a').write('x')\n{script}"
        return FromCommand(command=(sys.executable, "-c", noted, *more), **fields)

    make.count = lambda: len(runs.read_text()) if runs.exists() else 0
    return make


def _send(bench, credential, url, place="/c"):
    request = Request(url=url, credential=credential)
    return bench.submit(bench.send(request, Scope(place=place))).result(60).attempt.exchanges


def _printing(value):
    return f"print({value!r})"


def test_what_it_prints_is_sent_after_it_was_agreed_to(bench, person, program, scripted):
    server = scripted([OK])
    credential = program(_printing(SECRET))
    (exchange,) = _send(bench, credential, server.url)
    assert first(exchange.request.headers, "Authorization") == f"Bearer {SECRET}"
    (question,) = person.shown
    assert shlex.split(question.exact) == list(credential.command)
    assert "127.0.0.1" in question.text
    assert question.agree
    _send(bench, credential, server.url)
    assert len(person.shown) == 1
    assert program.count() == 2  # no end was said, so nothing is kept
    assert SECRET in bench.vault.known_values()


def test_signs_that_can_not_be_seen_are_spelt_out(bench, person, scripted):
    hidden = FromCommand(command=(sys.executable, "-c", "print(1)\n#\u202e"))
    _send(bench, hidden, scripted([OK]).url)
    assert person.shown[0].exact.endswith("'print(1)\n#\\u202e'")


def test_a_command_longer_than_anybody_reads_is_not_asked_about(bench, person, program, scripted):
    credential = program(_printing(SECRET), "x" * 40_000)
    (exchange,) = _send(bench, credential, scripted([OK]).url)
    assert exchange.failure.kind == "command-not-agreed"
    assert "characters" in exchange.failure.message
    assert not person.shown
    assert program.count() == 0


def test_without_agreement_nothing_is_run_and_nothing_is_sent(bench, person, program, scripted):
    server = scripted([OK])
    person.agrees = False
    (exchange,) = _send(bench, program(_printing(SECRET)), server.url)
    assert exchange.failure.kind == "command-not-agreed"
    bench.ask = None
    (exchange,) = _send(bench, program(_printing(SECRET)), server.url)
    assert exchange.failure.kind == "command-not-agreed"
    assert program.count() == 0
    assert not server.requests


def test_looking_at_it_runs_nothing(bench, program, scripted):
    request = Request(url=scripted([OK]).url, credential=program(_printing(SECRET)))
    bench.preview(request, Scope())
    bench.checks(request.credential, "")
    bench.precedence(request, Scope())
    bench.submit(bench.unsent(request, Scope())).result(60)
    assert program.count() == 0


def test_it_is_asked_anew_where_anything_changes(bench, person, program, scripted, tmp_path):
    server = scripted([OK])
    credential = program(_printing(SECRET))
    other = (*credential.command[:-1], credential.command[-1] + " ")
    _send(bench, credential, server.url)
    _send(bench, FromCommand(command=other), server.url)
    _send(bench, credential, server.url, "/another/collection")
    _send(bench, credential, server.url.replace("127.0.0.1", "localhost"))
    assert len(person.shown) == 4
    again = build(agreed=tmp_path / "state" / "agreed.json")
    try:
        (exchange,) = _send(again, credential, server.url)
        assert exchange.failure is None
    finally:
        again.close()
    kept = (tmp_path / "state" / "agreed.json").read_text()
    assert len(json.loads(kept)) == 4
    assert "print" not in kept


def test_a_damaged_file_of_agreements_agrees_to_nothing(tmp_path):
    file = tmp_path / "agreed.json"
    for text in ("{", '{"a": 1}', "[1, null]", "\xff"):
        file.write_text(text, "latin-1")
        assert not Agreements(file).hold(("a",))
    Agreements(file).add(("a",))
    assert Agreements(file).hold(("a",))
    assert not Agreements(file).hold(("b",))


def test_it_is_kept_until_its_end_and_not_after_it_was_refused(bench, program, scripted):
    server = scripted([OK, OK, NO, OK])
    ends = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    script = _printing(json.dumps({"t": SECRET, "e": ends}))
    credential = program(script, reads="json", field="t", ends="e")
    for runs in (1, 1, 1, 2):
        _send(bench, credential, server.url)
        assert program.count() == runs
    soon = (datetime.now(UTC) + timedelta(seconds=5)).isoformat()
    script = _printing(json.dumps({"t": SECRET, "e": soon}))
    for runs in (3, 4):
        _send(bench, program(script, reads="json", field="t", ends="e"), server.url)
        assert program.count() == runs


def test_one_running_serves_all_who_want_it(bench, person, program, scripted):
    server = scripted([OK])
    ends = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    script = _printing(json.dumps({"t": SECRET, "e": ends}))
    request = Request(url=server.url, credential=program(script, reads="json", field="t", ends="e"))

    async def many():
        return await asyncio.gather(*(bench.send(request, Scope()) for _ in range(8)))

    answers = bench.submit(many()).result(60)
    assert {answer.attempt.exchanges[-1].reply.status for answer in answers} == {200}
    assert program.count() == 1
    assert len(person.shown) == 1


@pytest.mark.parametrize(
    ("script", "kind", "said"),
    [
        (f"import sys; sys.stderr.write({SECRET!r}); sys.exit(3)", "command-failed", "status 3"),
        ("", "command-output", "no credential"),
        (f"print({SECRET!r}); print(1)", "command-output", "several lines"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe')", "command-output", "no text"),
        ("print('x' * 2_000_000)", "command-output", "more than a credential"),
    ],
)
def test_what_went_wrong_is_said_without_its_output(bench, program, scripted, script, kind, said):
    server = scripted([OK])
    (exchange,) = _send(bench, program(script), server.url)
    assert exchange.failure.kind == kind
    assert said in exchange.failure.message
    assert SECRET not in repr(exchange.failure)
    assert not server.requests


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ((), "no-command"),
        (("./tool",), "no-command"),
        (("tool", "--password", "{{vault.a}}"), "no-command"),
        (("no-such-program-here",), "no-program"),
        ((sys.executable, "a\0b"), "not-started"),
    ],
)
def test_what_can_not_be_run(bench, scripted, command, kind):
    server = scripted([OK])
    (exchange,) = _send(bench, FromCommand(command=command), server.url)
    assert exchange.failure.kind == kind
    assert exchange.failure.message.endswith((".", "there."))
    assert not server.requests


def test_one_that_takes_too_long_is_stopped_with_what_it_started(bench, program, scripted):
    script = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\nimport time; time.sleep(60)"
    (exchange,) = _send(bench, program(script, seconds=0.7), scripted([OK]).url)
    assert exchange.failure.kind == "command-slow"


def test_stopping_the_request_stops_it(bench, program, scripted):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        port = listening.getsockname()[1]
        script = f"import socket; s = socket.create_connection(('127.0.0.1', {port})); s.recv(1)"
        request = Request(url=scripted([OK]).url, credential=program(script))
        running = bench.submit(bench.send(request, Scope()))
        with listening.accept()[0] as connection:  # it runs
            connection.settimeout(20)
            running.cancel()
            (exchange,) = running.result(60).attempt.exchanges
            assert exchange.failure.stage == "stopped"
            assert connection.recv(1) == b""  # it is gone


def test_its_environment_has_none_of_our_secrets(bench, program, scripted, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    monkeypatch.setenv("API_TOKEN", "known-secret-value")
    monkeypatch.setenv("HARMLESS", "yes-harmless")
    bench.vault.put("known-secret-value")
    script = (
        "import os, json, base64\n"
        "print(base64.b64encode(json.dumps(dict(os.environ)).encode()).decode())"
    )
    (exchange,) = _send(bench, program(script), scripted([OK]).url)
    sent = first(exchange.request.headers, "Authorization").removeprefix("Bearer ")
    seen = json.loads(base64.b64decode(sent))
    assert seen["HARMLESS"] == "yes-harmless"
    assert "API_TOKEN" not in seen
    assert not [name for name in seen if name.startswith("REQUEST_INSPECTOR")]


@pytest.mark.parametrize(
    ("reads", "asks", "given"),
    [
        ("docker", "", "{host}\n"),
        ("docker", "https://index.docker.io/v1/", "https://index.docker.io/v1/\n"),
        ("git", "", "protocol=http\nhost={host}\n\n"),
    ],
)
def test_helpers_are_told_what_is_asked_for(bench, program, scripted, reads, asks, given):
    server = scripted([OK])
    outputs = {
        "docker": "print(json.dumps({'Username': 'ann', 'Secret': got.hex()}))",
        "git": "print('username=ann'); print('password=' + got.hex())",
    }
    script = f"import sys, json\ngot = sys.stdin.buffer.read()\n{outputs[reads]}"
    credential = program(script, reads=reads, asks=asks, sent_as="basic")
    (exchange,) = _send(bench, credential, server.url)
    sent = first(exchange.request.headers, "Authorization").removeprefix("Basic ")
    user, _, password = base64.b64decode(sent).decode().partition(":")
    assert user == "ann"
    host = server.url.removeprefix("http://")
    assert bytes.fromhex(password).decode() == given.format(host=host)


def test_kubectl_plugins_get_what_they_are_told_by(bench, program, scripted):
    script = (
        "import os, json\n"
        "asked = json.loads(os.environ['KUBERNETES_EXEC_INFO'])\n"
        "print(json.dumps({**asked, 'status': {'token': asked['kind'] + '-token'}}))"
    )
    credential = program(script, reads="exec-credential", sent_as="header", name="X-Token")
    (exchange,) = _send(bench, credential, scripted([OK]).url)
    assert first(exchange.request.headers, "X-Token") == "ExecCredential-token"


def test_allowed_commands_need_no_person(bench, program, scripted):
    bench.ask = None
    credential = program(_printing(SECRET))
    bench.commands.allowed = frozenset({credential.command})
    (exchange,) = _send(bench, credential, scripted([OK]).url)
    assert exchange.reply.status == 200
    (exchange,) = _send(bench, program(_printing("other")), scripted([OK]).url)
    assert exchange.failure.kind == "command-not-agreed"
