"""Serves one connection: reads requests, has them answered, writes, logs, keeps alive."""

import asyncio
import contextlib
import logging
from collections.abc import Container
from http import HTTPStatus

from inspector.mocklab.clock import LabClock
from inspector.mocklab.log import RequestLog
from inspector.mocklab.messages import LabReply, LabRequest, Role
from inspector.mocklab.reading import BadRequest, read_request
from inspector.mocklab.site import Site

# ---------------- Turns a reply into the bytes that go out
SERVER = "practice-lab/1.0"
_NO_BODY = (204, 304)


def reply_bytes(
    reply: LabReply, request: LabRequest | None, date: str, request_id: str, *, close: bool
) -> bytes:
    """Return the bytes of a reply; a scenario's own Date, Server or Content-Length stays."""
    body = reply.body.encode()
    given = {name.lower() for name, _ in reply.headers}
    ours = [("Date", date), ("Server", SERVER), ("X-Request-Id", request_id)]
    if reply.status not in _NO_BODY:
        ours.append(("Content-Length", str(len(body))))
    ours.append(("Connection", "close" if close else "keep-alive"))
    lines = [f"HTTP/1.1 {reply.status} {reply.reason or _phrase(reply.status)}"]
    lines += [f"{name}: {value}" for name, value in ours if name.lower() not in given]
    lines += [f"{name}: {_one_line(value)}" for name, value in reply.headers]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    silent = reply.status in _NO_BODY or (request is not None and request.method == "HEAD")
    return head if silent else head + body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")


# ---------------- The lab as a proxy: copies bytes between a client and the lab itself after a CO
BLOCK = 64 * 1024


def port_of(request: LabRequest) -> int:
    """Return the port a CONNECT asks for, 0 when it is none of this computer's loopback."""
    host, _, port = request.target.rpartition(":")
    loopback = host in ("127.0.0.1", "localhost", "[::1]")
    return int(port) if loopback and port.isascii() and port.isdigit() else 0


async def run_tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    """Copy bytes both ways until either side closes."""
    inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
    finally:
        inner_writer.close()


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while block := await source.read(BLOCK):
            sink.write(block)
            await sink.drain()
        if sink.can_write_eof():
            sink.write_eof()


_log = logging.getLogger(__name__)

_FOREIGN = LabReply(
    status=502,
    headers=(("Content-Type", "text/plain"), ("Proxy-Status", "practice-proxy; error=destination")),
    body="The practice proxy reaches only the practice server.\n",
)


class Connections:
    """Serves the connections of all listeners of one lab."""

    def __init__(self, site: Site, log: RequestLog, clock: LabClock) -> None:
        self._site = site
        self._log = log
        self._clock = clock
        self._served = 0
        self.ports: Container[int] = ()

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, role: Role
    ) -> None:
        """Serve one connection to its end; a client that vanishes is no error."""
        try:
            with contextlib.suppress(OSError):
                while await self._serve_one(reader, writer, role):
                    pass
        except Exception as error:  # noqa: BLE001 - one connection must not end the others
            _log.warning("a connection of the practice server failed: %s", type(error).__name__)
        finally:
            writer.close()

    async def _serve_one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, role: Role
    ) -> bool:
        """Serve one request; False = the connection is done."""
        try:
            request = await read_request(reader, writer, role)
        except BadRequest as error:
            self._write(writer, _bad(error), None, close=True)
            await writer.drain()
            return False
        if request is None:
            return False
        reply = self._answer(request)
        self._log.add(request, reply.status, self._site.slug_of(request), self._clock.now())
        if request.method == "CONNECT" and reply.status == 200:  # noqa: PLR2004 - opened
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await run_tunnel(reader, writer, port_of(request))
            return False
        close = _wants_close(request)
        self._write(writer, reply, request, close=close)
        await writer.drain()
        return not close

    def _answer(self, request: LabRequest) -> LabReply:
        if request.role != "proxy":
            return self._site.answer(request)
        refusal = self._site.refusal_at_gate(request)
        if refusal is not None:
            return refusal
        if self._port(request) not in self.ports:
            return _FOREIGN
        return LabReply(status=200) if request.method == "CONNECT" else self._site.answer(request)

    @staticmethod
    def _port(request: LabRequest) -> int:
        if request.method == "CONNECT":
            return port_of(request)
        authority = request.target.partition("://")[2].partition("/")[0]
        return port_of(LabRequest(method="CONNECT", target=authority, path=""))

    def _write(
        self,
        writer: asyncio.StreamWriter,
        reply: LabReply,
        request: LabRequest | None,
        *,
        close: bool,
    ) -> None:
        self._served += 1
        date = self._clock.http_date()
        number = f"practice-{self._served:06d}"
        writer.write(reply_bytes(reply, request, date, number, close=close))


def _wants_close(request: LabRequest) -> bool:
    wish = request.header("Connection").lower()
    return "close" in wish or (request.version == "1.0" and "keep-alive" not in wish)


def _bad(error: BadRequest) -> LabReply:
    return LabReply(
        status=error.status, headers=(("Content-Type", "text/plain"),), body=f"{error}.\n"
    )
