"""What the tests against real servers share: a workbench and one call that sends."""

import pytest

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
