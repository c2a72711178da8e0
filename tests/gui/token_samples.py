"""Tokens and exchanges that carry them, for the token inspector."""

from datetime import UTC, datetime

import jwt

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.answer import answer

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET = "k" * 40


def token(**claims):
    moment = int(NOW.timestamp())
    base = {"iss": "https://login.example.com", "aud": "orders", "scope": "read"}
    times = {"iat": moment - 3600, "nbf": moment - 3600, "exp": moment - 600}
    return jwt.encode({**base, **times, **claims}, SECRET, algorithm="HS256")


def exchange(text, *, status=401):
    challenge = 'Bearer error="invalid_token", scope="read write"'
    return Exchange(
        request=Message(
            method="GET",
            url="https://api.example.com/v1/orders",
            headers=(Header("Authorization", f"Bearer {text}"),),
        ),
        reply=Reply(
            status=status,
            headers=(
                Header("Date", "Wed, 25 Nov 2026 12:00:00 GMT"),
                Header("WWW-Authenticate", challenge),
            ),
        ),
        started=NOW,
    )


def solved(text, *, status=401):
    """Return an answer whose request sent that token."""
    credential = Bearer(token=SecretRef(place="memory", name="t"))
    request = Request(url="https://api.example.com/v1/orders", credential=credential)
    made = Attempt(id="one", request=request, exchanges=(exchange(text, status=status),))
    return answer(made)
