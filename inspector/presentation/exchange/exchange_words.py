"""The words for what an exchange is for, where it stopped, sizes and times."""

from inspector.model.exchange import Dropped, Exchange, Failure, Purpose, Stage
from inspector.model.message import first
from inspector.presentation.bodies.printable import visible
from inspector.protocol.redaction import KnownValues, masked_url, replaced
from inspector.protocol.streams.socket_extensions import EXTENSIONS, ExtensionError, agreed
from inspector.protocol.streams.socket_messages import SWITCHED, asks_for_socket
from inspector.wording import tr, tr_n
from inspector.wording.durations import took

_KILO = 1024


def purpose(name: Purpose) -> str:
    """Return what an exchange is for, in words."""
    return {
        "main": tr("Request"),
        "challenge-answer": tr("Answer to the challenge"),
        "redirect": tr("Redirect"),
        "proxy-connect": tr("Tunnel through the proxy"),
        "proxy-answer": tr("Answer to the proxy"),
        "token": tr("Token request"),
        "login": tr("Login"),
        "csrf": tr("CSRF token request"),
        "preflight": tr("Preflight"),
        "discovery": tr("Discovery"),
        "registration": tr("Registration"),
        "pushed-request": tr("Pushed request"),
        "authorization": tr("Authorization"),
        "sign-in": tr("You sign in"),
        "device-code": tr("Device code"),
        "renewal": tr("Renewal"),
        "revocation": tr("Revocation"),
        "introspection": tr("Introspection"),
        "retry": tr("Retry"),
        "experiment": tr("Experiment"),
    }[name]


def stage(name: Stage) -> str:
    """Return where an exchange stopped, in words."""
    return {
        "compose": tr("before sending"),
        "dns": tr("while looking up the host name"),
        "connect": tr("while connecting"),
        "proxy": tr("at the proxy"),
        "tls": tr("while agreeing on TLS"),
        "send": tr("while sending"),
        "wait": tr("while waiting for the reply"),
        "headers": tr("while reading the headers"),
        "body": tr("while reading the body"),
        "sign-in": tr("while signing in"),
        "stopped": tr("because you stopped it"),
    }[name]


def failed(failure: Failure) -> str:
    """Return one sentence: where an exchange stopped and why."""
    where = stage(failure.stage)
    return tr("Stopped {where}: {message}", where=where, message=failure.message)


def dropped(item: Dropped) -> str:
    """Return one sentence: what a hop did not carry on, and why."""
    return tr("{name} was not sent on: {reason}", name=item.name, reason=item.reason)


def size(count: int) -> str:
    """Return a number of bytes: 412 B, 3.4 KB, 12 MB."""
    if count < _KILO:
        return tr_n("{count} B", "{count} B", count)
    value = count / _KILO
    if value < _KILO:
        return tr("{value} KB", value=_short(value))
    return tr("{value} MB", value=_short(value / _KILO))


def _short(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004 - two digits


def duration(millis: float | None) -> str:
    """Return a time: 0.4 ms, 143 ms, 2.31 s, 12.0 s; empty where it is not known."""
    return took(millis) if millis is not None else ""


def protocol(exchange: Exchange) -> str:
    """Return the versions of HTTP and TLS that an exchange used, for example `HTTP/2, TLS 1.3`."""
    reply = exchange.reply
    version = (reply.http_version if reply else "") or exchange.request.http_version
    parts = [f"HTTP/{version}"] if version else []
    if exchange.connection and exchange.connection.tls_version:
        parts.append(tls(exchange.connection.tls_version))
    return ", ".join(parts)


def on_socket(exchange: Exchange) -> str:
    """Say how the messages of a WebSocket travel, empty where none was opened."""
    reply = exchange.reply
    if reply is None or reply.status != SWITCHED or not asks_for_socket(exchange.request.headers):
        return ""
    try:
        found = agreed(exchange.request.headers, reply.headers)
    except ExtensionError:
        return tr("not readable: the server answers what was not offered")
    if found is None:
        offered = first(exchange.request.headers, EXTENSIONS)
        refused = tr("not compressed: the server did not agree to {offered}", offered=offered)
        return refused if offered else tr("not compressed: it was not offered")
    return tr(
        "compressed by permessage-deflate; windows: ours {client}, theirs {server}",
        client=size(2**found.client_bits),
        server=size(2**found.server_bits),
    )


def tls(version: str) -> str:
    """Return a TLS version as people write it: `TLSv1.3` is TLS 1.3."""
    return version.replace("TLSv", "TLS ") if version.startswith("TLSv") else version


def masked(recorded: str, values: KnownValues | None) -> str:
    """Return recorded text to show, known secrets masked."""
    return replaced(recorded, values.spans(recorded) if values else ())


def bare_address(url: str) -> str:
    """Return host and path of a URL to show: never user, password, query, fragment or path key."""
    rest = masked_url(url.partition("#")[0].partition("?")[0])
    rest = rest.partition("://")[2] or rest
    authority, slash, path = rest.partition("/")
    return visible(f"{authority.rpartition('@')[2]}{slash}{path}")


def short_method(method: str) -> str:
    """Return a method in a few letters, as lists have room for: OPTIONS is OPT."""
    return {"OPTIONS": "OPT", "DELETE": "DEL", "CONNECT": "CON"}.get(method.upper(), method)
