"""Attempts to keep, and a history in a folder of the test's."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.record.history import History
from inspector.record.kept import Kept
from inspector.record.row import Row

NOON = 1_764_072_000_000  # milliseconds: 25 November 2025, 12:00 UTC


@pytest.fixture
def sample():
    """Make the n-th attempt: refused unless told, a second after the one before."""

    def make(number, *, status=401, body=b'{"error":"token expired"}', **more):
        url = f"https://api.example.com/orders/{number}"
        refused = status >= 400
        row = Row(
            id=f"attempt-{number}",
            started=more.pop("started", NOON + number * 1000),
            method=more.pop("method", "GET"),
            host=more.pop("host", "api.example.com"),
            path=more.pop("path", "/orders"),
            url=url,
            status=status,
            cause="invalid-credentials" if refused else "",
            finding="token-expired" if refused else "",
            certainty="certain" if refused else "",
            title="Your access token expired" if refused else "",
            **more,
        )
        exchange = Exchange(
            request=Message(method="GET", url=url, headers=(Header("Accept", "*/*"),)),
            reply=Reply(status=status, headers=(Header("X-Trace", f"trace{number}"),), body=body),
        )
        return row, Kept(attempt=Attempt(id=row.id, exchanges=(exchange,)))

    return make


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "history.sqlite"


@pytest.fixture
def history(path):
    made = History(path)
    yield made
    made.close()


@pytest.fixture
def opened(path):
    """Open a history on the test's file; all are closed in the end."""
    made = []

    def begin():
        made.append(History(path))
        return made[-1]

    yield begin
    for each in made:
        each.close()
