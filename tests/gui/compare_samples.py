"""Columns to compare in the window: an expired token, a renewed one, an accepted one."""

import jwt
import pytest

from inspector.gui.compare.compared import Column, ComparedDocument
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.workbench.answer import answer

DATE = "Wed, 25 Nov 2026 12:00:00 GMT"
NOON = 1_795_608_000


def token(**claims):
    base = {"iss": "https://login.example.com", "aud": "orders", "exp": NOON + 3600, **claims}
    return jwt.encode(base, "k" * 40, algorithm="HS256")


def column(value, status, label, *, method="GET"):
    """Return a column whose request carries a token of that text."""
    url = "https://api.example.com/v1/orders"
    headers = (Header("Authorization", f"Bearer {value}"),)
    exchange = Exchange(
        request=Message(method=method, url=url, headers=headers),
        reply=Reply(status=status, headers=(Header("Date", DATE),), body=b'{"a": 1}'),
    )
    credential = Bearer(token=SecretRef(place="memory", name=label))
    request = Request(method=method, url=url, credential=credential)
    made = answer(Attempt(id=label, request=request, exchanges=(exchange,)))
    return Column(made, label, request)


def columns(method="GET"):
    return (
        column(token(exp=NOON - 60), 401, "old", method=method),
        column(token(), 200, "new", method=method),
    )


def two_changes(method="GET"):
    """Return a refused and an accepted attempt that differ in the token and in a header."""
    from msgspec.structs import replace

    from inspector.model.request import RequestHeader

    old, new = columns(method)
    tenant = Header("X-Tenant-Id", "blue")
    first = new.answer.attempt.exchanges[0]
    headers = (*first.request.headers, tenant)
    sent = replace(first, request=replace(first.request, headers=headers))
    request = replace(new.request, headers=(RequestHeader(name=tenant.name, value=tenant.value),))
    attempt = replace(new.answer.attempt, request=request, exchanges=(sent,))
    return old, new._replace(answer=answer(attempt), request=request)


@pytest.fixture
def compared():
    return ComparedDocument(columns())
