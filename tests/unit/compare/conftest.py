"""Attempts to lay side by side, diagnosed as the program does."""

from datetime import UTC, datetime

import jwt
import pytest

from inspector.compare.masking import Masking
from inspector.compare.side import Side
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Timing
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import answer

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DATE = "Wed, 25 Nov 2026 12:00:00 GMT"


def token(**claims):
    """Return a signed token; by default for an hour from now, for the orders API."""
    base = {"iss": "https://login.example.com", "aud": "orders-v1", "sub": "alice", "scope": "read"}
    moment = int(NOW.timestamp())
    times = {"iat": moment - 60, "exp": moment + 3600, "jti": str(len(claims))}
    return jwt.encode({**base, **times, **claims}, "k" * 40, algorithm="HS256")


def attempt(
    *headers,
    status=401,
    url="https://api.example.com/v1/orders?limit=20",
    method="GET",
    body=b"",
    reply_headers=(),
    reply_body=b"",
    **more,
):
    """Return an answer: what was sent, what came back, and the verdict."""
    exchange = Exchange(
        request=Message(
            method=method,
            url=url,
            target=url.partition("example.com")[2],
            http_version="1.1",
            headers=(Header("Host", "api.example.com"), *headers),
            body=body,
        ),
        reply=Reply(
            status=status,
            reason="OK" if status == 200 else "Unauthorized",
            headers=(Header("Date", DATE), *reply_headers),
            body=reply_body,
        ),
        started=NOW,
        timing=Timing(total=12),
        **more,
    )
    return answer(Attempt(id="x", exchanges=(exchange,), started=NOW))


def bearer(value):
    return Header("Authorization", f"Bearer {value}")


@pytest.fixture
def side():
    def make(*headers, works=False, **more):
        made = attempt(*headers, **more)
        masking = Masking(made.attempt.exchanges)
        return Side(made.attempt, made.verdict, masking, works=works)

    return make
