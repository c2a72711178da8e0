"""A lab to ask, and a plain way to ask it: the standard library's client, not our own."""

import http.client
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from inspector.mocklab import MockLab
from inspector.mocklab.clock import LabClock
from inspector.mocklab.messages import LabRequest
from inspector.mocklab.scenario import Bench

NOON = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    return LabClock(stopped_at=NOON)


@pytest.fixture
def bench(clock):
    bench = Bench(clock, "http://127.0.0.1:1001", "http://127.0.0.1:1002", "http://127.0.0.1:1003")
    bench.memory = {}
    return bench


@pytest.fixture
def lab(clock):
    with MockLab(clock=clock) as lab:
        yield lab


@pytest.fixture
def ask(lab):
    """Send one request and return (status, headers, body)."""

    def ask(path, method="GET", headers=(), body=None, origin=""):
        split = urlsplit(origin or lab.address)
        client = http.client.HTTPConnection(split.hostname, split.port, timeout=60)
        try:
            client.request(method, path, body=body, headers=dict(headers))
            reply = client.getresponse()
            return reply.status, reply.headers, reply.read()
        finally:
            client.close()

    return ask


@pytest.fixture
def request_of():
    """Make a request as the lab would have read it."""

    def request_of(target="/scenario/x/y", method="GET", headers=(), body=b"", role="main"):
        path, _, query = target.partition("?")
        return LabRequest(
            method=method,
            target=target,
            path=path,
            query=query,
            headers=tuple(dict(headers).items()),
            body=body,
            role=role,
        )

    return request_of
