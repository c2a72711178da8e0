"""What a scheme wants beside sending, played by the program against a real server."""

import asyncio
import io
import threading
import types
from datetime import UTC, datetime, timedelta

import pytest

from inspector.authenticate import choose as choosing
from inspector.authenticate.scheme import Ask, Keep, Preview, Send, Wait, asked, kept, sent
from inspector.cli import questions
from inspector.compose.amend import with_header
from inspector.compose.scope import Scope
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header
from inspector.model.question import Question, QuestionField
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef
from inspector.vault import Vault
from inspector.vault.access import Access, Chosen
from inspector.vault.memory_store import MemoryStore
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

CODE, TOKEN = "one-time-314159", "fresh-token-271828"
QUESTION = Question(
    text="The server sent a code to your phone.",
    fields=(QuestionField(name="code", label="Code", is_secret=True),),
    browser="http://login.example/device",
)


@pytest.fixture
def play(monkeypatch):
    """Make a generator the scheme of Bearer; returns what takes it."""
    known = choosing._module

    def use(steps):
        trial = types.SimpleNamespace(
            fit=lambda credential: float(isinstance(credential, Bearer)),
            steps=steps,
            preview=lambda *_: Preview(),
            check=lambda *_: (),
        )
        found = {"bearer": trial}
        monkeypatch.setattr(choosing, "_module", lambda name: found.get(name) or known(name))

    return use


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def bench(store):
    vault = Vault(Access(lambda: Chosen(store=store, kind="memory", text="here")))
    bench = build(vault)
    yield bench
    bench.close()
    vault.close()


@pytest.fixture
def server(scripted):
    return scripted([reply("401 No", "WWW-Authenticate: Code"), reply("200 Yes")])


def request_to(server):
    own = Bearer(token=SecretRef(place="memory", name="none-yet"))
    return Request(url=f"{server.url}/", credential=own)


def send(bench, request):
    bench.vault.hold({request.credential.token: "old"})
    return bench.submit(bench.send(request, Scope()))


def login(_credential, message, _secrets):
    """Send, ask for a code, keep what it brings, and send that."""
    first = yield from sent(Send(message=message))
    assert first.reply.status == 401
    answers = yield from asked(Ask(question=QUESTION))
    token = Secret(f"{TOKEN}-{answers['code'].reveal()}")
    own = yield from kept(Keep(credential=Bearer(), secret=token, label="access token"))
    LOGIN_KEPT.append(own)
    value = f"Bearer {token.reveal()}"
    span = (len("Bearer "), len(value))
    line = Header("Authorization", value, "credential", (span,))
    yield from sent(Send(purpose="challenge-answer", message=with_header(message, line)))


LOGIN_KEPT: list[Bearer] = []


def test_what_was_asked_for_is_kept_and_sent(bench, store, server, play):
    play(login)
    shown = []

    async def ask(question):
        shown.append(question)
        return {"code": Secret(CODE)}

    bench.ask = ask
    LOGIN_KEPT.clear()
    answer = send(bench, request_to(server)).result(60)
    assert [each.reply.status for each in answer.attempt.exchanges] == [401, 200]
    assert shown == [QUESTION]
    (own,) = LOGIN_KEPT
    assert bench.vault.peek(own.token) == f"{TOKEN}-{CODE}"
    assert own.token.place == "keyring"
    assert store.get(own.token.name) == f"{TOKEN}-{CODE}"
    assert f"{TOKEN}-{CODE}".encode() in server.requests[1]
    assert f"{TOKEN}-{CODE}" in bench.vault.known_values()  # so that it is masked everywhere


@pytest.mark.parametrize(("face", "kind"), [(None, "nobody-to-ask"), ("declines", "not-answered")])
def test_without_an_answer_it_ends_and_says_why(bench, server, play, face, kind):
    play(login)

    async def declines(_question):
        return None

    bench.ask = declines if face else None
    answer = send(bench, request_to(server)).result(60)
    first, last = answer.attempt.exchanges
    assert (first.reply.status, last.reply, last.failure.kind) == (401, None, kind)
    assert last.failure.message.endswith(".")
    assert len(server.requests) == 1


def test_a_wait_lets_the_time_pass(bench, server, play):
    times = []

    def steps(_credential, message, _secrets):
        times.append(datetime.now(UTC))
        yield Wait(until=times[0] + timedelta(milliseconds=120))
        times.append(datetime.now(UTC))
        yield Wait(until=times[0])  # over already
        yield Send(message=message)

    play(steps)
    answer = send(bench, request_to(server)).result(60)
    assert times[1] - times[0] >= timedelta(milliseconds=115)
    assert len(answer.attempt.exchanges) == 1


@pytest.mark.parametrize("how", ["wait", "ask"])
def test_stopping_ends_it_at_once(bench, server, play, how):
    begun, ended = threading.Event(), threading.Event()

    async def ask(_question):
        begun.set()
        await asyncio.Event().wait()

    def steps(_credential, message, _secrets):
        try:
            yield Send(message=message)
            if how == "ask":
                yield Ask(question=QUESTION)
            begun.set()
            yield Wait(until=datetime.now(UTC) + timedelta(hours=1))
        finally:
            ended.set()

    play(steps)
    bench.ask = ask
    running = send(bench, request_to(server))
    assert begun.wait(60)
    running.cancel()
    exchanges = running.result(60).attempt.exchanges
    assert [each.failure.kind if each.failure else "" for each in exchanges] == ["", "stopped"]
    assert ended.is_set()  # the generator was closed


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_command_line_asks_at_the_terminal(bench, server, play, monkeypatch):
    plain = Question(text="Who\x1b[2J are you?", fields=(QuestionField(name="code", label="Code"),))

    def steps(_credential, message, _secrets):
        answers = yield from asked(Ask(question=plain))
        code = answers["code"].reveal()
        yield Send(message=with_header(message, Header("X-Code", code, "credential")))

    play(steps)
    said = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(f"{CODE}\n"))
    monkeypatch.setattr("sys.stderr", said)
    request = request_to(server)
    bench.vault.hold({request.credential.token: "old"})
    answer = questions.run(bench, bench.send(request, Scope()))
    assert answer.attempt.exchanges[0].reply.status == 401
    assert f"X-Code: {CODE}".encode() in server.requests[0]
    assert "are you?" in said.getvalue()
    assert "\x1b" not in said.getvalue()


def test_the_end_of_the_input_is_no_answer(monkeypatch):
    monkeypatch.setattr("sys.stdin", Terminal(""))
    monkeypatch.setattr("sys.stderr", Terminal())
    assert questions.answered(Question(text="Sure?")) is None


def test_without_a_terminal_nobody_is_asked(bench, server, play, monkeypatch):
    play(login)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    request = request_to(server)
    bench.vault.hold({request.credential.token: "old"})
    answer = questions.run(bench, bench.send(request, Scope()))
    assert answer.attempt.exchanges[-1].failure.kind == "nobody-to-ask"
