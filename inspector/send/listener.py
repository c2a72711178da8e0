"""Listens on this machine for a browser that comes back from a login page (RFC 8252 §7.3)."""

import asyncio
import contextlib
import html
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from inspector.authenticate.scheme import Listen
from inspector.model.exchange import Connection, Exchange
from inspector.model.message import Header, Message, Reply, Span
from inspector.protocol.oauth.authorization import read_callback
from inspector.protocol.page_head import head
from inspector.protocol.urls import split
from inspector.send.evidence import header_lines, place
from inspector.wording import tr

_LARGEST = 65_536  # bytes of a request; an answer is a few hundred
_PATIENCE = 10.0  # seconds for a browser to say what it wants
_HOSTS = {"localhost": ("127.0.0.1", "::1"), "[::1]": ("::1",)}
_STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:4em auto;max-width:34em;padding:0 1em}"

Judge = Callable[[Message], str]


class Listener:
    """One redirect address; the first request there with an answer in it is taken, once.

    address: as it is given to the provider, exactly as bound.
    """

    def __init__(self) -> None:
        self.address = ""
        self._path = "/"
        self._servers: list[asyncio.Server] = []
        self._judge: Judge | None = None
        self._came: asyncio.Future[Exchange] = asyncio.get_running_loop().create_future()

    def is_at(self, wanted: Listen) -> bool:
        """Whether it listens there already."""
        path = wanted.path if wanted.path.startswith("/") else f"/{wanted.path}"
        return bool(wanted.port) and self.address == f"http://{wanted.host}:{wanted.port}{path}"

    async def open(self, wanted: Listen) -> str:
        """Bind and return the redirect address; raises OSError where the port is taken."""
        self._path = wanted.path if wanted.path.startswith("/") else f"/{wanted.path}"
        port = wanted.port
        for number, host in enumerate(_HOSTS.get(wanted.host, ("127.0.0.1",))):
            try:
                server = await asyncio.start_server(self._serve, host, port, limit=_LARGEST)
            except OSError:
                if number == 0:
                    raise
                continue  # a machine without IPv6
            self._servers.append(server)
            port = server.sockets[0].getsockname()[1]
        self.address = f"http://{wanted.host}:{port}{self._path}"
        return self.address

    async def receive(self, judge: Judge, until: datetime) -> Exchange | None:
        """Wait for the answer, None where nobody came until then. judge: writes its page."""
        self._judge = judge
        left = (until - datetime.now(UTC)).total_seconds()
        try:
            async with asyncio.timeout(max(left, 0)):
                return await asyncio.shield(self._came)
        except TimeoutError:
            return None

    async def close(self) -> None:
        """Stop listening."""
        self._came.cancel()
        for server in self._servers:
            server.close()
        for server in self._servers:
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        started = datetime.now(UTC)
        try:
            async with asyncio.timeout(_PATIENCE):
                data, message = await _read(reader)
            reply = self._answered(message)
            writer.write(_wire(reply))
            await writer.drain()
            exchange = _exchange(message, reply, data, started, writer)
        except (
            OSError,
            ValueError,
            TimeoutError,
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
        ):
            return
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
        if _callback(message) and self._is_here(message) and not self._came.done():
            self._came.set_result(exchange)

    def _is_here(self, message: Message) -> bool:
        return split(message.target).path == self._path

    def _answered(self, message: Message) -> Reply:
        if not self._is_here(message) or not _callback(message) or self._judge is None:
            return _page(404, tr("There is nothing here."))
        if self._came.done():
            return _page(409, tr("This answer came already."))
        if problem := self._judge(message):
            return _page(400, tr("{problem} Return to Request Inspector.", problem=problem))
        done = tr("Signed in. You can close this and return to Request Inspector.")
        return _page(200, done)


def _callback(message: Message) -> bool:
    by_post = message.method == "POST"
    if not by_post and message.method != "GET":
        return False
    text = message.body.decode("utf-8", "replace") if by_post else split(message.target).query
    return read_callback(text, by_post=by_post) is not None


async def _read(reader: asyncio.StreamReader) -> tuple[bytes, Message]:
    """Read one request; raises ValueError where it is none."""
    block = await reader.readuntil(b"\r\n\r\n")
    lines = block.decode("latin-1").split("\r\n")
    method, target, _ = lines[0].split(" ")
    headers = header_lines(lines[1:-2])[0]
    length = next((h.value for h in headers if h.name.lower() == "content-length"), "0")
    size = int(length)
    if not 0 <= size <= _LARGEST:
        raise ValueError(length)
    body = await reader.readexactly(size)
    host = next((h.value for h in headers if h.name.lower() == "host"), "")
    message = Message(
        method=method,
        url=f"http://{host}{target}",
        target=target,
        http_version="1.1",
        headers=tuple(Header(h.name, h.value, "protocol") for h in headers),
        body=body,
        body_size=len(body),
        target_secret=_code_in(target),
        body_secret=_code_in(body.decode("latin-1")),
    )
    return block + body, message


def _code_in(text: str) -> tuple[Span, ...]:
    """Return where the code stands, which is a secret until it is used."""
    found: list[Span] = []
    for mark in ("?code=", "&code="):
        at = text.find(mark)
        if at >= 0:
            start = at + len(mark)
            end = min(i for i in (text.find("&", start), len(text)) if i >= 0)
            found.append((start, end))
    if text.startswith("code="):
        found.append((5, text.find("&") if "&" in text else len(text)))
    return tuple(found)


def _page(status: int, text: str) -> Reply:
    title = "Request Inspector"
    body = f"{head(title, _STYLE)}<body><p>{html.escape(text)}</p></body></html>\n".encode()
    headers = (
        Header("Content-Type", "text/html; charset=utf-8"),
        Header("Content-Length", str(len(body))),
        Header("Cache-Control", "no-store"),
        Header("Referrer-Policy", "no-referrer"),
        Header("Connection", "close"),
    )
    reason = {200: "OK", 400: "Bad Request", 404: "Not Found", 409: "Conflict"}[status]
    return Reply(status=status, reason=reason, headers=headers, body=body, wire_size=len(body))


def _wire(reply: Reply) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} {reply.reason}"]
    lines += [f"{header.name}: {header.value}" for header in reply.headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body


def _exchange(
    message: Message, reply: Reply, data: bytes, started: datetime, writer: asyncio.StreamWriter
) -> Exchange:
    text = data.decode("latin-1")
    shift = text.find(message.target)
    spans = [(start + shift, end + shift) for start, end in message.target_secret]
    head_end = len(data) - len(message.body)
    spans += [(start + head_end, end + head_end) for start, end in message.body_secret]
    return Exchange(
        purpose="sign-in",
        request=message,
        reply=msgspec.structs.replace(reply, http_version="1.1"),
        started=started,
        connection=Connection(
            peer=place(writer.get_extra_info("sockname")),
            local=place(writer.get_extra_info("peername")),
        ),
        raw_sent=data,
        raw_received=_wire(reply),
        raw_secret=tuple(spans),
    )
