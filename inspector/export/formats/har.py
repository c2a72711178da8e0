"""The exchanges as HAR 1.2, which browsers, proxies and this program read."""

import base64
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from inspector import __version__
from inspector.disk.encoding import encoded
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.model.exchange import Exchange, Timing
from inspector.model.message import Header, Message, Reply, first, readable
from inspector.protocol.urls import split
from inspector.wording import tr

NAME = "har"
SUFFIX = ".har"
ORDER = 4
WHOLE = True
ALL = True
_START = datetime(1970, 1, 1, tzinfo=UTC)
Json = dict[str, Any]


def title() -> str:
    """Return what the format is called."""
    return tr("HAR 1.2")


def fits(redacted: Redacted) -> bool:
    """Whether this answer has exchanges whose requests are known, without which it is none."""
    return redacted.attempt.request_known and bool(redacted.attempt.exchanges)


def write(redacted: Redacted, options: Options) -> str:
    """Return the log of all exchanges."""
    del options
    entries = [_entry(exchange) for exchange in redacted.attempt.exchanges]
    creator = {"name": "Request Inspector", "version": __version__}
    log = {"log": {"version": "1.2", "creator": creator, "entries": entries}}
    return msgspec.json.format(encoded(log), indent=2).decode() + "\n"


def _entry(exchange: Exchange) -> Json:
    timing = exchange.timing
    entry: Json = {
        "startedDateTime": (exchange.started or _START).isoformat(timespec="milliseconds"),
        "time": timing.total or 0,
        "request": _request(exchange.request),
        "response": _response(exchange),
        "cache": {},
        "timings": _timings(timing),
        "_purpose": exchange.purpose,
    }
    if exchange.connection and exchange.connection.peer:
        entry["serverIPAddress"] = exchange.connection.peer.rpartition(":")[0].strip("[]")
    return entry


def _timings(timing: Timing) -> Json:
    """HAR says -1 for what did not happen; `connect` holds the time of TLS too."""
    return {
        "dns": _or_none(timing.dns),
        "connect": -1 if timing.connect is None else timing.connect + (timing.tls or 0),
        "ssl": _or_none(timing.tls),
        "send": timing.send or 0,
        "wait": timing.wait or 0,
        "receive": timing.receive or 0,
    }


def _or_none(milliseconds: float | None) -> float:
    return -1 if milliseconds is None else milliseconds


def _request(message: Message) -> Json:
    made: Json = {
        "method": readable(message.method),
        "url": readable(message.url),
        "httpVersion": _version(message.http_version),
        "cookies": [],
        "headers": _headers(message.headers),
        "queryString": _query(readable(message.url)),
        "headersSize": -1,
        "bodySize": message.body_size or len(message.body),
    }
    if message.body:
        kind = readable(first(message.headers, "content-type") or "")
        made["postData"] = {"mimeType": kind, "text": readable(message.body.decode("latin-1"))}
    return made


def _response(exchange: Exchange) -> Json:
    reply = exchange.reply
    if reply is None:
        failure = exchange.failure
        return {**_reply(Reply(status=0)), "_error": failure.message if failure else ""}
    return _reply(reply)


def _reply(reply: Reply) -> Json:
    return {
        "status": reply.status,
        "statusText": readable(reply.reason),
        "httpVersion": _version(reply.http_version),
        "cookies": [],
        "headers": _headers(reply.headers),
        "content": _content(reply),
        "redirectURL": readable(first(reply.headers, "location") or ""),
        "headersSize": -1,
        "bodySize": reply.wire_size or len(reply.body),
    }


def _content(reply: Reply) -> Json:
    kind = readable(first(reply.headers, "content-type") or "")
    made: Json = {"size": len(reply.body), "mimeType": kind}
    try:
        made["text"] = reply.body.decode("utf-8")
    except UnicodeDecodeError:
        made["text"] = base64.b64encode(reply.body).decode("ascii")
        made["encoding"] = "base64"
    return made


def _headers(headers: tuple[Header, ...]) -> list[Json]:
    return [{"name": readable(header.name), "value": readable(header.value)} for header in headers]


def _query(url: str) -> list[Json]:
    pairs = parse_qsl(split(url).query, keep_blank_values=True)
    return [{"name": name, "value": value} for name, value in pairs]


def _version(version: str) -> str:
    return f"HTTP/{version}" if version else "unknown"
