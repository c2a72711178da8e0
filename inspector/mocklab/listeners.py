"""The listening sockets of the lab and the connections they took, all ended together."""

import asyncio
from typing import Self

from inspector.mocklab.connection import Connections
from inspector.mocklab.messages import Role
from inspector.mocklab.reading import MAX_HEAD

HOST = "127.0.0.1"
_BACKLOG = 256


class Listeners:
    """Open inside `async with`; leaving it closes every socket and ends every connection.

    asyncio's own start_server would start the tasks itself, and before Python 3.12 leaves the
    connections behind that it took but did not serve yet.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._group = asyncio.TaskGroup()
        self._servers: list[asyncio.Server] = []
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        # A server that closes while asyncio is accepting loses that connection without closing it.
        while accepting := self._being_accepted():
            await asyncio.gather(*accepting, return_exceptions=True)
        for server in self._servers:
            server.close()
        for task, writer in self._open.items():
            task.cancel()
            writer.transport.abort()
        await self._group.__aexit__(None, None, None)

    def _being_accepted(self) -> set[asyncio.Task[object]]:
        """Return asyncio's own tasks: connections that it has not handed over yet."""
        return asyncio.all_tasks() - {asyncio.current_task(), *self._open}

    async def open(self, role: Role, port: int) -> int:
        """Listen on a port, 0 = a free one, and return its number; raises OSError."""

        def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = self._group.create_task(self._connections.serve(reader, writer, role))
            self._open[task] = writer
            task.add_done_callback(self._open.pop)

        server = await asyncio.start_server(take, HOST, port, limit=MAX_HEAD, backlog=_BACKLOG)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])
