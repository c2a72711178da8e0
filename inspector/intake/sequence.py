"""Puts the messages of a text in order: a request, its reply, the next request, and so on."""

import re
import zlib
from collections.abc import Iterable
from http import HTTPStatus

import msgspec

from inspector.intake import removed
from inspector.intake.heads import ReplyLine, RequestLine, header_lines
from inspector.intake.links import Linker
from inspector.intake.transcript.commanded import Asked, with_its_body
from inspector.model.exchange import Blanked, Connection, Exchange, Failure, Purpose
from inspector.model.message import Header, Interim, Message, Reply, first
from inspector.protocol.urls import authority_of, is_loopback, joined, split
from inspector.reading.statuses import CHALLENGES, INTERIM, LEADS_ON, SUCCESSES, WITHOUT_A_BODY
from inspector.wording import tr

# ---------------- Undoes the coding of a body that was captured on its way
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
MAX_BODY = 50_000_000


def decoded(headers: tuple[Header, ...], raw: bytes) -> tuple[bytes, str]:
    """Return the body as its receiver reads it, and what is wrong with it ("" when nothing)."""
    body = raw
    if "chunked" in (first(headers, "transfer-encoding") or "").lower():
        body = _joined(raw)
    if body[:2] == b"\x1f\x8b" and "gzip" in (first(headers, "content-encoding") or "").lower():
        return _unpacked(body)
    return body[:MAX_BODY], ""


def _joined(raw: bytes) -> bytes:
    """Join the chunks; text that is not chunked (any more) comes back unchanged."""
    parts: list[bytes] = []
    position = 0
    while found := _CHUNK.match(raw, position):
        size = int(found.group(1), 16)
        if not size:
            return b"".join(parts)
        parts.append(raw[found.end() : found.end() + size])
        position = found.end() + size
    return b"".join(parts) if parts and position >= len(raw) else raw


def _unpacked(body: bytes) -> tuple[bytes, str]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, MAX_BODY)
    except zlib.error:
        return body, tr("The gzip data of the body is damaged.")
    return unpacked, "" if unpacker.eof else tr("The gzip data of the body is not complete.")


_NOT_GIVEN = Message(method="", url="")


class Sequence:
    """Takes messages one by one; replies without a request follow the way a client would go."""

    def __init__(self, url: str = "", scheme: str = "") -> None:
        """url: of the first request where the text names it; scheme: where the text shows it."""
        self.notes: list[str] = []
        self.request_known = False
        self.scheme = scheme
        self.connection: Connection | None = None
        self._url = url
        self._expected = False
        self._exchanges: list[Exchange] = []
        self._open: Exchange | None = None
        self._interim: list[Interim] = []
        self._linker = Linker()
        self._asked: list[Asked] = []
        self._fresh = False

    def command(self, asked: Iterable[Asked]) -> None:
        """Say what the next command asks for; its messages stand in for what is not shown."""
        self._close()
        self._asked, self._fresh, self.connection = list(asked), True, None
        self._url, self.scheme = self._next_url(), ""

    def request(self, line: RequestLine, lines: list[str], raw: bytes, whole: bytes) -> None:
        """Add a request."""
        self._close()
        self.request_known, self._expected = True, False
        headers = self._headers(lines)
        body = _trimmed(headers, raw)
        url = self._absolute(line, headers)
        blanked = removed.removed_from_headers("request", headers)
        blanked += removed.removed_from_url(url) + removed.removed_from_body("request", body)
        message = Message(
            method=line.method,
            url=url,
            target=line.target,
            http_version=line.version,
            headers=headers,
            body=body,
            body_size=len(body),
        )
        message = self._completed(message)
        self._open = Exchange(
            request=message,
            connection=self.connection,
            raw_sent=whole,
            redacted=tuple(blanked),
        )

    def reply(self, line: ReplyLine, lines: list[str], raw: bytes, whole: bytes) -> None:
        """Add a reply to the request before it; without one, to a request that is not known."""
        headers = self._headers(lines)
        if line.status in INTERIM and line.status != HTTPStatus.SWITCHING_PROTOCOLS:
            self._interim.append(Interim(line.status, line.reason, headers))
            return
        exchange = self._open or self._unasked()
        body, defect = decoded(headers, _trimmed(headers, raw))
        if not body and _has_body(exchange.request.method, line.status, headers):
            defect = tr("The body was not given.")
        reply = Reply(
            status=line.status,
            reason=line.reason,
            http_version=line.version,
            headers=headers,
            body=body,
            wire_size=len(raw),
            body_defect=defect,
            interim=tuple(self._interim),
        )
        blanked = removed.removed_from_headers("reply", headers)
        blanked += removed.removed_from_body("reply", body)
        self._open = msgspec.structs.replace(
            exchange,
            reply=reply,
            raw_received=whole,
            redacted=exchange.redacted + tuple(blanked),
        )
        self._interim = []
        if exchange.request.method == "CONNECT" and line.status not in SUCCESSES:  # RFC 9110 §9.3.6
            self._fresh = False  # what fails now is the tunnel, not what was to go through it
        self._close()

    def failure(self, failure: Failure, address: str = "") -> None:
        """Say why the open exchange, or one that never got so far, has no whole reply.

        address: the host that could not be reached. What follows from the first failure is left
        out.
        """
        if self._open:
            self._open = msgspec.structs.replace(self._open, failure=failure)
            self._close()
        elif not self._exchanges or self._expected or self._fresh:
            self._fresh = False
            url = self._url or (f"{_guessed(address, ())}://{address}/" if address else "")
            message = Message(method="GET" if url else "", url=url)
            self._open = Exchange(request=message, connection=self.connection, failure=failure)
            self._close()
        elif self._exchanges[-1].failure is None:
            self._exchanges[-1] = msgspec.structs.replace(self._exchanges[-1], failure=failure)

    @property
    def count(self) -> int:
        """How many exchanges have begun."""
        return len(self._exchanges) + (self._open is not None)

    def expect(self, url: str) -> None:
        """Name the URL of the next request."""
        self._url, self._expected = url, True

    def finished(self) -> tuple[Exchange, ...]:
        """Return all exchanges."""
        self._close()
        return tuple(self._exchanges)

    def _close(self) -> None:
        if self._open:
            exchange = self._open
            linked = self._linker.link(exchange)
            self._exchanges.append(linked if exchange.answers is None else exchange)
        self._open = None

    def _headers(self, lines: list[str]) -> tuple[Header, ...]:
        headers, odd = header_lines(lines)
        if odd:
            self.notes.append(
                tr("{count} lines are no header lines and are left out.", count=len(odd))
            )
        return headers

    def _completed(self, shown: Message) -> Message:
        """Return a shown request with what its command adds to it."""
        if not self._asked or shown.method == "CONNECT":
            return shown
        asked = self._asked[0].message
        if not self._fresh and split(asked.url).path != split(shown.url).path:
            return shown  # a redirect, or another round of the request before
        self._asked, self._fresh = self._asked[1:], False
        self._url = self._next_url()
        return with_its_body(shown, asked)

    def _next_url(self) -> str:
        return self._asked[0].message.url if self._asked else ""

    def _asked_for(self, asked: Asked) -> Exchange:
        """Return the exchange of a reply to what a command asked for."""
        message = asked.message
        blanked = removed.removed_from_headers("request", message.headers)
        blanked += removed.removed_from_url(message.url)
        blanked += removed.removed_from_body("request", message.body)
        if not asked.whole:
            blanked.append(str(Blanked("request", "headers", "authorization")))
        self.request_known = self.request_known or asked.whole
        redacted = tuple(dict.fromkeys(blanked))
        return Exchange(request=message, connection=self.connection, redacted=redacted)

    def _unasked(self) -> Exchange:
        """Return the exchange of a reply whose request the text does not show."""
        method = "GET" if self._url else ""
        before = self._exchanges[-1] if self._exchanges and not self._fresh else None
        if self._asked and (self._fresh or not _asks_for_more(before)):
            asked, self._fresh = self._asked.pop(0), False
            self._url = self._next_url()
            return self._asked_for(asked)
        self._fresh = False
        url, answers, purpose = self._follows(before)
        message = Message(method=method, url=url) if url else _NOT_GIVEN
        return Exchange(
            request=message, answers=answers, purpose=purpose, connection=self.connection
        )

    def _follows(self, before: Exchange | None) -> tuple[str, int | None, Purpose]:
        if before is None or before.reply is None:
            return self._url, None, "main"
        reply, index = before.reply, len(self._exchanges) - 1
        location = first(reply.headers, "location")
        if reply.status in LEADS_ON and location:
            return joined(before.request.url, location) or location, index, "redirect"
        purposes: dict[int, Purpose] = {401: "challenge-answer", 407: "proxy-answer"}
        purpose = purposes.get(reply.status, "main")
        return before.request.url, None if purpose == "main" else index, purpose

    def _absolute(self, line: RequestLine, headers: tuple[Header, ...]) -> str:
        if line.method == "CONNECT":
            return f"https://{line.target}"
        named, self._url = self._url, ""
        if "://" in line.target:
            return line.target
        scheme, _, rest = named.partition("://")
        host = re.split(r"[/?#]", rest)[0].rpartition("@")[2]
        host = host or first(headers, "host") or first(headers, ":authority") or ""
        if not rest:
            scheme = self.scheme or first(headers, ":scheme") or _guessed(host, headers)
        path = line.target if line.target.startswith("/") else ""
        return f"{scheme}://{host}{path}" if host else line.target


def _guessed(host: str, headers: tuple[Header, ...]) -> str:
    """Guess the scheme of a raw request: HTTPS unless something speaks against it."""
    for name in ("origin", "referer"):
        value = first(headers, name) or ""
        if "://" in value and authority_of(value) == host.lower():
            return value.partition("://")[0]
    name, _, port = host.partition(":")
    local = name == "[" or is_loopback(name) or (port not in ("", "443", "8443"))
    return "http" if local else "https"


def _asks_for_more(before: Exchange | None) -> bool:
    """Whether a client goes on after a reply by itself: to another place, or with a login."""
    if before is None or before.reply is None:
        return False
    moved = before.reply.status in LEADS_ON and first(before.reply.headers, "location")
    return bool(moved) or before.reply.status in CHALLENGES


def _has_body(method: str, status: int, headers: tuple[Header, ...]) -> bool:
    """Whether the server sent a body (RFC 9110 §6.4.1), though the text may lack it."""
    length = (first(headers, "content-length") or "").strip("0 ")
    return bool(length) and method != "HEAD" and status not in WITHOUT_A_BODY


def _trimmed(headers: tuple[Header, ...], raw: bytes) -> bytes:
    """Return the body without the blank lines that pasting adds."""
    length = (first(headers, "content-length") or "").strip()
    if length.isdigit() and len(length) < 12 and not raw[int(length) :].strip():  # noqa: PLR2004 - digits of a length
        return raw[: int(length)]
    if first(headers, "transfer-encoding") or first(headers, "content-encoding"):
        return raw
    return raw.rstrip(b"\r\n")
