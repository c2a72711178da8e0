"""Caddy's access log: JSON lines with a request object and a number for the time."""

from collections.abc import Sequence
from typing import Any

import msgspec

from inspector.logs.format import Line, Read, json_status, share_read
from inspector.logs.times import any_time
from inspector.wording import tr

NAME = "caddy"
ERRORS = False


class _Request(msgspec.Struct):
    method: str
    uri: str
    host: str = ""
    remote_ip: str = ""
    client_ip: str = ""
    remote_addr: str = ""
    headers: dict[str, Any] = {}


class _Entry(msgspec.Struct):
    request: _Request
    status: int
    ts: float | str
    user_id: str = ""


_decode = msgspec.json.Decoder(_Entry).decode


def title() -> str:
    """Return what the format is called."""
    return tr("access log of Caddy")


def fit(sample: Sequence[bytes]) -> float:
    """Return how surely these lines are of this format."""
    return share_read(_read, sample)


def needle(statuses: tuple[int, ...]) -> bytes:
    """Return what every line with one of these statuses contains."""
    return json_status(statuses)


def reader(head: Sequence[bytes]) -> Read:  # noqa: ARG001 - each line is read alone
    """Return what reads a line."""
    return _read


def _read(line: bytes) -> Line | None:
    try:
        entry = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    request = entry.request
    at, zoned = any_time(entry.ts)
    return Line(
        at,
        entry.status,
        request.method,
        request.uri,
        request.client_ip or request.remote_ip or request.remote_addr.rpartition(":")[0],
        _header(request.headers, "User-Agent"),
        entry.user_id,
        _header(request.headers, "X-Request-Id"),
        "",
        zoned,
        request.host,
    )


def _header(headers: dict[str, Any], name: str) -> str:
    value = headers.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
