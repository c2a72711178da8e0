"""Takes from an attempt what would be found of it in a server's log."""

import re
from datetime import datetime

from inspector.logs.matching import Clues
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, first
from inspector.protocol.dates import server_time
from inspector.protocol.schemes import basic
from inspector.protocol.urls import split
from inspector.reading.statuses import REFUSES_LOGIN

_ID_HEADERS = frozenset(
    [
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "correlation-id",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-amzn-trace-id",
        "traceparent",
        "x-trace-id",
        "x-b3-traceid",
        "cf-ray",
        "x-kong-request-id",
        "x-ms-request-id",
        "x-amz-cf-id",
        "x-cloud-trace-context",
        "x-github-request-id",
        "x-gitlab-correlation-id",
    ]
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9+/=_.:\-]{7,}")
_TRACE = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-")
_ROOT = re.compile(r"Root=([^;\s]+)")


def exchange_of(attempt: Attempt) -> Exchange | None:
    """Return the exchange to look for: the last refused one, else the last."""
    refused = [each for each in attempt.exchanges if _status(each) in REFUSES_LOGIN]
    found = refused or list(attempt.exchanges)
    return found[-1] if found else None


def clues_of(attempt: Attempt) -> Clues | None:
    """Return the clues, None where nothing was exchanged."""
    exchange = exchange_of(attempt)
    if exchange is None:
        return None
    request, reply = exchange.request, exchange.reply
    headers = request.headers + (reply.headers if reply else ())
    return Clues(
        at=_at(exchange, attempt.started),
        method=request.method,
        target=request.target or _target(request.url),
        status=_status(exchange),
        ids=_ids(headers),
        clients=_clients(exchange),
        agent=first(request.headers, "user-agent") or "",
        user=_user(request.headers),
    )


def _status(exchange: Exchange) -> int:
    return exchange.reply.status if exchange.reply else 0


def _at(exchange: Exchange, started: datetime | None) -> float | None:
    """Return when the server answered, by its own clock where it told the time."""
    told = server_time(exchange.reply.headers) if exchange.reply else None
    moment = told or exchange.started or started
    return moment.timestamp() if moment else None


def _target(url: str) -> str:
    parts = split(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _ids(headers: tuple[Header, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for header in headers:
        if header.name.lower() not in _ID_HEADERS:
            continue
        inner = _TRACE.match(header.value) or _ROOT.search(header.value)
        value = inner[1] if inner else header.value.strip()
        if _ID.fullmatch(value):
            found[value] = None
    return tuple(found)


def _clients(exchange: Exchange) -> tuple[str, ...]:
    local = exchange.connection.local if exchange.connection else ""
    address = local.rpartition(":")[0].strip("[]")
    return (address,) if address else ()


def _user(headers: tuple[Header, ...]) -> str:
    sent = first(headers, "authorization") or first(headers, "proxy-authorization")
    credentials = basic.read(sent) if sent else None
    return credentials.user if credentials else ""
