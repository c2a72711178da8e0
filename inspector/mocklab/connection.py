"""Serves one connection: reads requests, has them answered, writes, logs, keeps alive."""

import asyncio
import contextlib
import logging
from collections.abc import Container

from inspector.mocklab.clock import LabClock
from inspector.mocklab.log import RequestLog
from inspector.mocklab.messages import LabReply, LabRequest, Role
from inspector.mocklab.reading import BadRequest, read_request
from inspector.mocklab.site import Site
from inspector.mocklab.tunnel import port_of, run_tunnel
from inspector.mocklab.writing import reply_bytes

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
