"""The lab as a proxy: copies bytes between a client and the lab itself after a CONNECT."""

import asyncio
import contextlib

from inspector.mocklab.messages import LabRequest

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
