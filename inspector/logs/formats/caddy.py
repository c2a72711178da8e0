"""Caddy's access log: JSON lines with a request object and a number for the time."""

from typing import Any

import msgspec

from inspector.logs.format import Line, json_log
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


def title() -> str:
    """Return what the format is called."""
    return tr("access log of Caddy")


def _line_of(entry: _Entry) -> Line:
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


_LOG = json_log(msgspec.json.Decoder(_Entry).decode, _line_of)
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader
