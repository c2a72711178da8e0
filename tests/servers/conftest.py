"""What the tests against real servers share: a workbench and one call that sends."""

import threading

import pytest

from inspector import intake
from inspector.compose.scope import Scope
from inspector.model.request import Request
from inspector.workbench.build import build
from tests.fixtures.token_api import TokenApi


@pytest.fixture
def bench():
    """Return a workbench with secrets in memory."""
    made = build()
    yield made
    made.close()


@pytest.fixture
def send(bench):
    """Send a request given by its fields; return the answer."""

    def run(url, **fields):
        request = Request(url=url, **fields)
        return bench.submit(bench.send(request, Scope())).result(60)

    return run


@pytest.fixture
def curl(bench):
    """Send what a curl command says; return the answer."""

    def go(command):
        reading = intake.read(f"curl {command}".encode())
        bench.vault.hold(reading.secrets)
        return bench.submit(bench.send(reading.request, Scope())).result(60)

    return go


@pytest.fixture
def told(curl):
    """Send what a curl command says; return the last status and the first cause and finding."""

    def go(command):
        answer = curl(command)
        last = answer.attempt.exchanges[-1].reply
        first = answer.verdict.findings[0] if answer.verdict.findings else None
        return last and last.status, first and (str(first.cause), first.slug)

    return go


@pytest.fixture
def api(provider):
    made = TokenApi(provider.about)
    yield made
    made.stop()


@pytest.fixture
def held(bench):
    """Keep a secret for the run; return its reference."""
    return lambda value: bench.vault.put(value, place="memory")


@pytest.fixture
def person(bench):
    """Let a person answer what is told: `person(callable)`; what was told is in `.told`."""

    def attach(act):
        told, threads = [], []

        async def tell(notice):
            told.append(notice)
            if notice is not None:
                threads.append(threading.Thread(target=act, args=(notice,)))
                threads[-1].start()

        bench.tell = tell
        attach.threads = threads
        return told

    attach.threads = []
    yield attach
    for thread in attach.threads:
        thread.join(60)


@pytest.fixture
def call(bench, api):
    """Send to the API with a credential; return the answer."""

    def run(credential, scope=Scope(), **fields):  # noqa: B008 - a frozen record
        request = Request(url=api.url, credential=credential, **fields)
        return bench.submit(bench.send(request, scope)).result(60)

    return run
