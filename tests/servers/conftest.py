"""What the tests against real servers share: a workbench and one call that sends."""

import pytest

from inspector import intake
from inspector.compose.scope import Scope
from inspector.model.request import Request
from inspector.workbench.build import build


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
        return bench.submit(bench.send(request, Scope())).result(30)

    return run


@pytest.fixture
def curl(bench):
    """Send what a curl command says; return the answer."""

    def go(command):
        reading = intake.read(f"curl {command}".encode())
        bench.vault.hold(reading.secrets)
        return bench.submit(bench.send(reading.request, Scope())).result(30)

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
