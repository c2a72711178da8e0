"""Finds the lines of a log that belong to one attempt, by what the attempt holds."""

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from inspector.logs.folding import plain_path
from inspector.logs.format import Kept, Line
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, first
from inspector.protocol.dates import server_time
from inspector.protocol.schemes import basic
from inspector.protocol.urls import split
from inspector.reading.statuses import REFUSES_LOGIN

MOST = 20
_ZONES = 14 * 3600 + 60
_LEAST_ZONE = 1790
_QUARTER = 900
_CLEARLY_LESS = 0.75
_NEAR, _CLOSE, _AROUND = 3, 15, 90


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """What an attempt leaves in a log.

    at: when the server answered, by its own clock where it told the time (seconds since 1970).
    target: path and query. ids: request ids of both sides. clients: addresses it came from.
    """

    at: float | None = None
    method: str = ""
    target: str = ""
    status: int = 0
    ids: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    agent: str = ""
    user: str = ""

    def pattern(self) -> re.Pattern[bytes]:
        """Return what finds every line that could belong to it."""
        parts = [re.escape(each.encode()) for each in self.ids]
        path = plain_path(self.target)
        if path:
            start = rb'[ "]' if path == "/" else b""
            # JSON may write a slash as \/
            escaped = re.escape(path.encode()).replace(b"/", rb"\\?/")
            parts.append(start + escaped + rb"(?=[ ?\"#])")
        return re.compile(b"|".join(parts) or rb"(?!)")


class Match(msgspec.Struct, frozen=True):
    """A line with its score and the slugs of what speaks for it, in order of weight."""

    score: int
    found: Kept
    reasons: tuple[str, ...]


class Matches:
    """Keeps the lines that fit the clues best."""

    def __init__(self, clues: Clues | None) -> None:
        self._clues = clues
        self.best: list[Match] = []

    def add(self, found: Kept) -> None:
        """Judge a line and keep it if it is among the best."""
        if self._clues is None:
            return
        judged = judge(self._clues, found.line)
        if judged is not None:
            self.extend([Match(judged[0], found, judged[1])])

    def extend(self, others: list[Match]) -> None:
        """Take the matches of another part."""
        known = {(each.found.file, each.found.number) for each in self.best}
        self.best += [each for each in others if (each.found.file, each.found.number) not in known]
        self.best.sort(key=lambda each: (-each.score, each.found.file, each.found.number))
        del self.best[MOST:]


def standing_out(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Leave out what is clearly weaker than the best; lines that say why stay."""
    least = _CLEARLY_LESS * max((each.score for each in matches), default=0)
    return tuple(each for each in matches if each.score >= least or each.found.line.reason)


def judge(clues: Clues, line: Line) -> tuple[int, tuple[str, ...]] | None:
    """Return score and reasons, None where the line has nothing to do with the attempt."""
    same_id = bool(line.request_id) and line.request_id.lower() in map(str.lower, clues.ids)
    when = _time(clues, line)
    where = _place(clues, line)
    if not same_id and (when is None or not (where or (line.reason and when[1] != "time-around"))):
        return None
    points: list[tuple[int, str]] = [(100, "request-id")] if same_id else []
    points += [each for each in (when, where) if each]
    points += _others(clues, line)
    points.sort(key=lambda each: -each[0])
    return sum(score for score, _ in points), tuple(slug for _, slug in points)


def _time(clues: Clues, line: Line) -> tuple[int, str] | None:
    if clues.at is None or line.at is None:
        return None
    apart = abs(line.at - clues.at)
    for limit, score, slug in (
        (_NEAR, 30, "time"),
        (_CLOSE, 22, "time-close"),
        (_AROUND, 10, "time-around"),
    ):
        if apart <= limit:
            return score, slug
    rest = apart % _QUARTER
    if _LEAST_ZONE <= apart <= _ZONES and min(rest, _QUARTER - rest) <= _NEAR:
        return (12, "time-other-zone") if line.zoned else (26, "time-local")
    return None


def _place(clues: Clues, line: Line) -> tuple[int, str] | None:
    if not line.target or plain_path(line.target) != plain_path(clues.target):
        return None
    if line.method and line.method != clues.method:
        return None
    return (28, "target") if line.target == clues.target else (24, "path")


def _others(clues: Clues, line: Line) -> list[tuple[int, str]]:
    found = []
    if line.reason:
        found.append((20, "reason"))
    elif line.status == clues.status:
        found.append((12, "status"))
    for score, slug, same in (
        (8, "client", line.client in clues.clients),
        (8, "user", line.user == clues.user),
        (6, "agent", line.agent == clues.agent),
    ):
        if same and getattr(line, slug):
            found.append((score, slug))
    return found


# ---------------- Takes from an attempt what would be found of it in a server's log
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
