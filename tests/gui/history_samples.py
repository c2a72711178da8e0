"""Attempts for the panel of the history."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.record import Kept, Row

NOON = 1_764_072_000_000  # milliseconds: 25 November 2025, 12:00 UTC


def attempt(number, *, status=401, request=True, **more):
    """Return the line and the whole of the n-th attempt, a second after the one before."""
    url = f"https://api.example.com/orders/{number}"
    refused = status is None or status >= 400
    row = Row(
        id=f"a{number}",
        started=NOON + number * 1000,
        method="GET",
        host="api.example.com",
        path="/orders",
        url=url,
        status=status,
        cause="invalid-credentials" if refused else "",
        finding="token-expired" if refused else "",
        title="Your access token expired" if refused else "",
        **more,
    )
    exchange = Exchange(
        request=Message(method="GET", url=url),
        reply=Reply(status=status or 401, headers=(Header("Server", "x"),), body=b"body words"),
    )
    composed = Request(method="GET", url=url) if request else None
    return row, Kept(attempt=Attempt(id=row.id, request=composed, exchanges=(exchange,)))


@pytest.fixture
def kept(panel_tools):
    """The owner of a history with five attempts: 1 and 2 good, 3 to 5 refused."""
    history = panel_tools.history._get()
    for number in range(1, 6):
        more = {"credential": "ab12cd34", "scheme": "Bearer"} if number > 3 else {}
        history.add(*attempt(number, status=200 if number < 3 else 401, **more)).result(60)
    return panel_tools.history
