"""Turns entries of a HAR into exchanges; equal header lines are kept once."""

import binascii
import re
from datetime import datetime
from urllib.parse import urlencode

import msgspec

from inspector.intake import removed
from inspector.intake.har import entry as har
from inspector.intake.har.sockets import refused_with
from inspector.model.exchange import (
    LONGEST,
    Blanked,
    Connection,
    Exchange,
    Failure,
    Side,
    Stage,
    Timing,
)
from inspector.model.message import Header, Message, Reply, first
from inspector.protocol.dates import iso_date
from inspector.protocol.streams.socket_messages import SocketMessage, spoken
from inspector.wording import tr

# ---------------- What the names of a browser's errors say
# Part of the error's name → stage and kind; the first that is contained decides.
_KINDS: tuple[tuple[str, Stage, str], ...] = (
    ("NAME_NOT_RESOLVED", "dns", "name-not-found"),
    ("NAME_RESOLUTION", "dns", "name-not-found"),
    ("UNKNOWN_HOST", "dns", "name-not-found"),
    ("TUNNEL_CONNECTION", "proxy", "proxy-refused"),
    ("PROXY", "proxy", "proxy-refused"),
    ("CONNECTION_REFUSED", "connect", "refused"),
    ("CONNECTION_TIMED_OUT", "connect", "timeout"),
    ("NET_TIMEOUT", "wait", "timeout"),
    ("TIMED_OUT", "wait", "timeout"),
    ("UNREACHABLE", "connect", "unreachable"),
    ("DISCONNECTED", "connect", "unreachable"),
    ("NETWORK_CHANGED", "connect", "unreachable"),
    ("CERT", "tls", "certificate"),
    ("SSL", "tls", "tls"),
    ("CONNECTION_RESET", "wait", "reset"),
    ("NET_RESET", "wait", "reset"),
    ("CONNECTION_CLOSED", "wait", "reset"),
    ("EMPTY_RESPONSE", "wait", "reset"),
    ("INVALID_RESPONSE", "headers", "malformed-reply"),
    ("INVALID_HTTP", "headers", "malformed-reply"),
    ("TOO_MANY_REDIRECTS", "headers", "too-many-redirects"),
    ("UNSAFE_REDIRECT", "headers", "redirect-not-followed"),
    ("BLOCKED", "send", "blocked-by-browser"),
    # As Node.js calls them (libuv and OpenSSL).
    ("ENOTFOUND", "dns", "name-not-found"),
    ("EAI_AGAIN", "dns", "name-not-found"),
    ("ECONNREFUSED", "connect", "refused"),
    ("EHOSTUNREACH", "connect", "unreachable"),
    ("ENETUNREACH", "connect", "unreachable"),
    ("ECONNRESET", "wait", "reset"),
    ("SOCKET HANG UP", "wait", "reset"),
    ("TIMEDOUT", "wait", "timeout"),
    ("SELF_SIGNED", "tls", "certificate"),
    ("UNABLE_TO_VERIFY", "tls", "certificate"),
    ("UNABLE_TO_GET_ISSUER", "tls", "certificate"),
    ("ABORTED", "stopped", "stopped"),
    ("CANCEL", "stopped", "stopped"),
)


def failure_of(error: str) -> Failure:
    """Return the failure for the text of `_error` (or of the reason phrase), which may be empty."""
    name = error.upper()
    stage, kind = next(
        ((stage, kind) for part, stage, kind in _KINDS if part in name), ("wait", "no-reply")
    )
    return Failure(stage=stage, kind=kind, message=_sentence(kind), detail=error[:200])


def _sentence(kind: str) -> str:
    sentences = {
        "name-not-found": tr("The host's name was not found."),
        "proxy-refused": tr("The proxy did not make the connection."),
        "refused": tr("The host refused the connection."),
        "timeout": tr("The host did not answer in time."),
        "unreachable": tr("The host could not be reached."),
        "certificate": tr("The host's certificate was not accepted."),
        "tls": tr("TLS could not be set up."),
        "reset": tr("The connection was closed before a reply came."),
        "malformed-reply": tr("The reply was not valid HTTP."),
        "too-many-redirects": tr("There were too many redirects."),
        "redirect-not-followed": tr("The browser did not follow the redirect."),
        "blocked-by-browser": tr("The browser blocked the request or its reply."),
        "stopped": tr("The request was stopped."),
    }
    return sentences.get(kind, tr("No reply was recorded."))


MAX_BODY = 50_000_000
_LAST_STATUS, _LARGEST = 999, 1 << 53
_VERSION = re.compile(r"(?i)^(?:http/?|h)(\d)(?:\.(\d))?")
_COOKIES = msgspec.json.Decoder(list[har.Cookie])
_NO_COOKIES = (b"[]", b"null")
_LONGEST_TYPE = 20
_HEADERS_END = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)


class Exchanges:
    """Makes exchanges of entries. credentials_seen: some entry has credentials or cookies."""

    def __init__(self) -> None:
        self.credentials_seen = False
        self._lines: dict[har.Pair, tuple[Header, str]] = {}
        self._connections: dict[str, Connection] = {}

    def exchange(self, entry: har.Entry) -> Exchange:
        """Return the exchange that an entry records."""
        blanked: list[str] = []
        request = self._request(entry.request, blanked)
        reply = self._reply(entry.response, blanked) or _handshake(entry)
        if entry.socket_messages and reply is not None:
            request, reply = _with_messages(request, reply, entry.socket_messages)
        return Exchange(
            request=request,
            reply=reply,
            failure=None if reply else failure_of(_error(entry)),
            started=_moment(entry.started_date_time),
            timing=_timing(entry),
            connection=self._connection(entry.server_address),
            redacted=tuple(blanked),
            loaded_as=entry.resource_type.lower()[:_LONGEST_TYPE],
            from_cache=_is_from_cache(entry),
        )

    def _request(self, source: har.Request, blanked: list[str]) -> Message:
        headers = self._headers("request", source.headers, blanked)
        if bytes(source.cookies) not in _NO_COOKIES and first(headers, "cookie") is None:
            headers += _cookie_header(source.cookies)
        url = octets(source.url)
        body = _posted(source.post_data)
        blanked += removed.removed_from_url(url)
        blanked += removed.removed_from_body("request", body)
        self.credentials_seen |= _has_cookie(headers)
        return Message(
            method=octets(source.method),
            url=url,
            target=target_of(source.method, url),
            http_version=_version(source.http_version),
            headers=headers,
            body=body[:MAX_BODY],
            body_size=max(len(body), int(min(source.body_size, _LARGEST))),
        )

    def _reply(self, source: har.Response | None, blanked: list[str]) -> Reply | None:
        if source is None or not 0 < source.status <= _LAST_STATUS:
            return None
        headers = self._headers("reply", source.headers, blanked)
        if bytes(source.cookies) not in _NO_COOKIES and first(headers, "set-cookie") is None:
            headers += _set_cookie_headers(source.cookies)
            self.credentials_seen = True
        if source.redirect_url and first(headers, "location") is None:
            headers += (Header("Location", octets(source.redirect_url)),)
        body, defect = _content(source.content)
        blanked += removed.removed_from_body("reply", body)
        return Reply(
            status=source.status,
            reason=octets(source.status_text),
            http_version=_version(source.http_version),
            headers=headers,
            body=body[:MAX_BODY],
            wire_size=int(min(source.body_size, _LARGEST)) if source.body_size >= 0 else len(body),
            cut=len(body) > MAX_BODY,
            body_defect=defect,
        )

    def _headers(self, side: Side, pairs: list[har.Pair], blanked: list[str]) -> tuple[Header, ...]:
        lines: list[Header] = []
        more: list[Header] = []
        known = self._lines
        for pair in pairs:
            found = known.get(pair)
            if found is None:
                found = known[pair] = self._line(pair)
            lines.append(found[0])
            if found[1]:
                blanked.append(str(Blanked(side, "headers", found[1])))
            if "\n" in pair.value and pair.name.lower() == "set-cookie":
                lines[-1:], extra = _split(found[0])
                more += extra
        return (*lines, *more)

    def _line(self, pair: har.Pair) -> tuple[Header, str]:
        header = Header(octets(pair.name), octets(pair.value))
        name = header.name.lower()
        if name in ("authorization", "cookie", "set-cookie", "proxy-authorization"):
            self.credentials_seen = True
        return header, name if removed.removed_from(header) else ""

    def _connection(self, address: str | None) -> Connection | None:
        if not address:
            return None
        found = self._connections.get(address)
        if found is None:
            found = self._connections[address] = Connection(peer=address.strip("[]"))
        return found


def octets(text: str) -> str:
    """Return the text with one character a byte; bytes that were no UTF-8 come back unchanged."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("latin-1")


def target_of(method: str, url: str) -> str:
    """Return the request target that a client sends for this URL (RFC 9112 §3.2)."""
    found = _HEADERS_END.match(url)
    if found is None:
        return url
    if method.upper() == "CONNECT":
        return found.group().partition("://")[2]
    path = url[found.end() :].partition("#")[0]
    return path if path.startswith("/") else f"/{path}"


def _split(header: Header) -> tuple[list[Header], list[Header]]:
    """Part Set-Cookie lines that were joined by a newline, as some programs write them."""
    values = [value for value in header.value.split("\n") if value.strip()]
    lines = [Header(header.name, value) for value in values] or [header]
    return lines[:1], lines[1:]


def _has_cookie(headers: tuple[Header, ...]) -> bool:
    return bool(headers) and headers[-1].origin == "cookie"


def _cookie_header(raw: msgspec.Raw) -> tuple[Header, ...]:
    pairs = [f"{octets(cookie.name)}={octets(cookie.value)}" for cookie in _cookies(raw)]
    return (Header("Cookie", "; ".join(pairs), origin="cookie"),) if pairs else ()


def _set_cookie_headers(raw: msgspec.Raw) -> tuple[Header, ...]:
    return tuple(Header("Set-Cookie", octets(_set_cookie(cookie))) for cookie in _cookies(raw))


def _set_cookie(cookie: har.Cookie) -> str:
    named = (
        ("Path", cookie.path),
        ("Domain", cookie.domain),
        ("Expires", cookie.expires),
        ("SameSite", cookie.same_site),
    )
    parts = [f"{cookie.name}={cookie.value}"]
    parts += [f"{name}={value}" for name, value in named if value]
    parts += ["Secure"] * bool(cookie.secure) + ["HttpOnly"] * bool(cookie.http_only)
    return "; ".join(parts)


def _cookies(raw: msgspec.Raw) -> list[har.Cookie]:
    try:
        return _COOKIES.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return []


def _posted(post: har.PostData | None) -> bytes:
    if post is None:
        return b""
    if post.text:
        return _base64(post.text) if post.encoding == "base64" else _bytes(post.text)
    if post.params and "multipart" not in post.mime_type:
        return urlencode(
            [(pair.name, pair.value) for pair in post.params], errors="replace"
        ).encode()
    return b""


def _content(content: har.Content) -> tuple[bytes, str]:
    if content.text:
        base64 = content.encoding is not None and content.encoding.lower() == "base64"
        return (_base64(content.text) if base64 else _bytes(content.text)), ""
    return b"", tr("The HAR does not hold this body.") if content.size > 0 else ""


def _bytes(text: str) -> bytes:
    return text.encode() if text.isascii() else octets(text).encode("latin-1")


def _base64(text: str) -> bytes:
    try:
        return binascii.a2b_base64(text)
    except ValueError:
        return _bytes(text)


def _version(text: str) -> str:
    if text in ("HTTP/1.1", "http/1.1"):
        return "1.1"
    found = _VERSION.match(text)
    if found is None:
        return ""
    major, minor = found.groups()
    return f"1.{minor or 1}" if major == "1" else major


def _moment(text: str) -> datetime | None:
    """Return the time in UTC; None without an offset, since the clock is then unknown."""
    return iso_date(text, zoned=True)


def _timing(entry: har.Entry) -> Timing:
    times = entry.timings or har.Timings()
    connect, tls = _spent(times.connect), _spent(times.ssl)
    return Timing(
        dns=_spent(times.dns),
        connect=connect - tls if connect is not None and tls is not None else connect,
        tls=tls,
        send=_spent(times.send),
        wait=_spent(times.wait),
        receive=_spent(times.receive),
        total=_spent(entry.time),
    )


def _spent(milliseconds: float | None) -> float | None:
    return milliseconds if milliseconds is not None and 0 <= milliseconds <= LONGEST else None


def _with_messages(
    request: Message, reply: Reply, messages: list[SocketMessage]
) -> tuple[Message, Reply]:
    """Return both sides with what was said over the WebSocket in place of their empty bodies."""
    sent, got = spoken(messages, "send"), spoken(messages, "receive")
    if sent and not request.body:
        request = msgspec.structs.replace(request, body=sent, body_size=len(sent))
    if got and not reply.body:
        reply = msgspec.structs.replace(reply, body=got, wire_size=len(got), body_defect="")
    return request, reply


def _is_from_cache(entry: har.Entry) -> bool:
    """Whether a browser's cache answered: Chrome says "memory" or "disk", Safari "Disk Cache"."""
    return bool(entry.from_cache) or "cache" in (entry.fetch_type or "").lower()


def _handshake(entry: har.Entry) -> Reply | None:
    """Return the reply that refused a WebSocket: browsers write it down as words only."""
    if not entry.request.url.lower().startswith(("ws:", "wss:")):
        return None
    status = refused_with(_error(entry), entry.socket_messages or ())
    return Reply(status=status) if status else None


def _error(entry: har.Entry) -> str:
    """Return why nothing came: Chrome says it in the response, other programs beside it."""
    response = entry.response or har.Response()
    return response.error or entry.error or response.status_text
