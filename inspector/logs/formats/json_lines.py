"""One JSON object a line, with the names that servers, proxies and loggers give the fields."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from inspector.logs.format import Line, json_log
from inspector.logs.times import any_time
from inspector.wording import tr

NAME = "json"
ERRORS = False

# Dots lead into objects. nginx, Traefik, Envoy, pino, bunyan, morgan, Google, AWS API Gateway,
# Kubernetes audit, Elastic Common Schema, OpenTelemetry.
_NAMES: dict[str, tuple[str, ...]] = {
    "status": (
        "status", "status_code", "statusCode", "DownstreamStatus", "response_code",
        "res.statusCode", "response.status", "response.status_code", "response.statusCode",
        "httpRequest.status", "responseStatus.code", "http.response.status_code",
        "http_status", "httpStatus", "http.status_code", "code", "elb_status_code", "sc_status",
        "attributes.http.response.status_code", "OriginStatus", "resp.status",
    ),
    "at": (
        "time_iso8601", "time_local", "msec", "@timestamp", "timestamp", "time", "ts",
        "StartUTC", "StartLocal", "start_time", "requestTime", "requestReceivedTimestamp", "date",
        "datetime", "eventTime", "@t", "t",
    ),
    "method": (
        "request_method", "method", "RequestMethod", "req.method", "request.method",
        "httpRequest.requestMethod", "httpMethod", "http.request.method", "http_method", "verb",
        "attributes.http.request.method", "http.method",
    ),
    "target": (
        "request_uri", "uri", "RequestPath", "path", "req.url", "request.uri", "request.url",
        "httpRequest.requestUrl", "resourcePath", "url.original", "url.path", "requestURI",
        "request_path", "url", "target", "attributes.url.path", "http.url", "request.path",
        "http.target",
    ),
    "request": ("request", "request_line", "req"),
    "client": (
        "remote_addr", "client_ip", "clientIp", "ClientHost", "req.remoteAddress",
        "request.remote_ip", "request.client_ip", "httpRequest.remoteIp", "ip", "sourceIPs",
        "source.ip", "client.ip", "client.address", "remote_ip", "remoteAddress", "remote",
        "downstream_remote_address", "client", "attributes.client.address", "c_ip",
        "downstream_direct_remote_address", "RemoteAddr",
    ),
    "agent": (
        "http_user_agent", "user_agent", "userAgent", "request_User-Agent",
        "req.headers.user-agent", "request.headers.User-Agent", "request.headers.user-agent",
        "httpRequest.userAgent", "user_agent.original", "agent", "useragent", "user-agent",
        "attributes.user_agent.original",
    ),
    "user": (
        "remote_user", "user", "ClientUsername", "user_id", "username", "user.username",
        "user.name", "req.user", "caller", "auth.user",
    ),
    "request_id": (
        "request_id", "requestId", "req_id", "reqId", "req.id", "x_request_id", "trace_id",
        "traceId", "correlation_id", "auditID", "id", "http_x_request_id", "RequestId",
        "x-request-id", "request.id",
    ),
    "host": (
        "http_host", "RequestHost", "request.host", "req.headers.host", "request.headers.Host",
        "request.headers.host", "url.domain", "authority", "vhost", "server_name", "domainName",
        "cs_host", "attributes.server.address", "server.address", "host",
    ),
}  # fmt: skip
_PATHS = {field: tuple(tuple(name.split(".")) for name in names) for field, names in _NAMES.items()}
_DOTTED = {field: tuple(name for name in names if "." in name) for field, names in _NAMES.items()}
_HIGHEST = 599


def title() -> str:
    """Return what the format is called."""
    return tr("access log as JSON lines")


def line_of(value: Any) -> Line | None:
    """Return what an object says of a request; None where it has no status."""
    if not isinstance(value, dict):
        return None
    places = _places(tuple(value))
    status = next(
        (found for each in _found(value, places["status"]) if (found := _status(each)) is not None),
        None,
    )
    if status is None:
        return None

    def say(field: str) -> Any:
        return next(_found(value, places[field]), None)

    method, target = _text(say("method")), _text(say("target"))
    if not method or not target:
        method, target = _asked(_text(say("request")), method, target)
    at, zoned = any_time(say("at"))
    return Line(
        at,
        status,
        method.upper(),
        target,
        _without_port(_text(say("client"))),
        _text(say("agent")),
        _text(say("user")),
        _text(say("request_id")),
        "",
        zoned,
        _virtual_host(_text(say("host"))),
    )


def _asked(request: str, method: str, target: str) -> tuple[str, str]:
    words = request.split(" ")
    if len(words) > 1 and words[0].isalpha():
        return method or words[0], target or words[1]
    return method, target


@lru_cache(maxsize=256)
def _places(keys: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return for each field the places where an object with these keys could have it."""
    known = frozenset(keys)
    return {
        field: (
            *(path for path in paths if path[0] in known),
            *((name,) for name in _DOTTED[field] if name in known),
        )
        for field, paths in _PATHS.items()
    }


def _found(value: dict[str, Any], paths: tuple[tuple[str, ...], ...]) -> Iterator[Any]:
    """Yield what stands at these places, objects and nothing left out."""
    for path in paths:
        found: Any = value
        for name in path:
            found = found.get(name) if type(found) is dict else None
        if found is not None and type(found) is not dict and found not in ("", "-"):
            yield found


def _status(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:6])
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _HIGHEST:
        return value
    return None


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, str):
        return "" if value == "-" else value
    return str(value) if isinstance(value, int) else ""


def _virtual_host(name: str) -> str:
    """Return a virtual host; loggers write the name of their machine, without a dot, there too."""
    return name if "." in name or name.partition(":")[0] == "localhost" else ""


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, _, port = address.rpartition(":")
    return host if host and ":" not in host and port.isdigit() else address


_LOG = json_log(msgspec.json.Decoder().decode, line_of, surely=0.9)
fit, needle, reader = _LOG.fit, _LOG.needle, _LOG.reader
