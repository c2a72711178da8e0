"""One call that sends on a loop of its own and returns the trace."""

import asyncio

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.request import Request
from inspector.model.secret import Secret
from inspector.send.sender import Sender
from tests.fixtures.loopback_peer import LoopbackPeer


@pytest.fixture
def send():
    """Send a request given by its fields; secrets by reference. Returns the exchanges."""

    def run(url, secrets=None, on_progress=None, **fields):
        known = {ref: Secret(value) for ref, value in (secrets or {}).items()}
        assembled = assemble(Request(url=url, **fields), Scope(secrets=known))
        sender = Sender(assembled, on_progress)
        asyncio.run(sender.run())
        return sender.exchanges

    return run


@pytest.fixture(scope="module")
def running(request):
    """Serve the handler that a module calls `Server`, as long as its tests run."""
    peer = LoopbackPeer(request.module.Server)
    yield peer
    peer.stop()
