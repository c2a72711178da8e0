"""The practice server as an object: starts and stops its thread and its three listeners."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Container, Iterable
from concurrent.futures import Future
from http import HTTPStatus
from typing import Self

from inspector.mocklab.clock import LabClock
from inspector.mocklab.log import RequestLog
from inspector.mocklab.messages import LabReply, LabRequest, Role
from inspector.mocklab.request_reader import MAX_HEAD, BadRequest, read_request
from inspector.mocklab.scenario import Practice, Scenario
from inspector.mocklab.scenarios import all_scenarios
from inspector.mocklab.site import GATE, Site
from inspector.model.collection import Problem
from inspector.protocol.urls import authority_of
from inspector.reading.statuses import WITHOUT_A_BODY
from inspector.wording import tr

# ---------------- Serves one connection
# ---------------- Turns a reply into the bytes that go out
SERVER = "practice-lab/1.0"


def reply_bytes(
    reply: LabReply, request: LabRequest | None, date: str, request_id: str, *, close: bool
) -> bytes:
    """Return the bytes of a reply; a scenario's own Date, Server or Content-Length stays."""
    body = reply.body.encode()
    given = {name.lower() for name, _ in reply.headers}
    ours = [("Date", date), ("Server", SERVER), ("X-Request-Id", request_id)]
    if reply.status not in WITHOUT_A_BODY:
        ours.append(("Content-Length", str(len(body))))
    ours.append(("Connection", "close" if close else "keep-alive"))
    lines = [f"HTTP/1.1 {reply.status} {reply.reason or _phrase(reply.status)}"]
    lines += [f"{name}: {value}" for name, value in ours if name.lower() not in given]
    lines += [f"{name}: {_one_line(value)}" for name, value in reply.headers]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    silent = reply.status in WITHOUT_A_BODY or (request is not None and request.method == "HEAD")
    return head if silent else head + body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")


# ---------------- The lab as a proxy: copies bytes after a CONNECT
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
        if request.method == "CONNECT" and reply.status == HTTPStatus.OK:
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
        authority = authority_of(request.target)
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


# ---------------- The sockets and connections of the lab, all ended together
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


_WAIT = 10.0


class LabNotStarted(Exception):  # noqa: N818 - it says what happened
    """The lab could not listen; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


class MockLab:
    """A loopback HTTP server on its own thread; as a context manager it starts and stops itself.

    port: of the main listener, 0 = a free one. scenarios: slugs to serve, all when empty. The
    other two listeners (a second origin, and a proxy) always take free ports.
    """

    def __init__(
        self, port: int = 0, scenarios: Iterable[str] = (), clock: LabClock | None = None
    ) -> None:
        self.clock = clock or LabClock()
        self.log = RequestLog()
        self.address = self.elsewhere = self.proxy = ""
        self._port = port
        known = {scenario.slug: scenario for scenario in all_scenarios()}
        chosen = [known[slug] for slug in dict.fromkeys(scenarios)] or list(known.values())
        self._site = Site(chosen, known[GATE], self.clock)
        self._connections = Connections(self._site, self.log, self.clock)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the lab listens."""
        return self._thread is not None

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios served."""
        return self._site.scenarios

    def start(self) -> None:
        """Listen, and return when all ports are open; raises LabNotStarted."""
        if self._thread is not None:
            return
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(ready,), name="practice-server", daemon=True
        )
        self._thread.start()
        try:
            ready.result(_WAIT)
        except OSError as error:
            self._thread.join()
            self._thread = None
            raise LabNotStarted(_not_listening(self._port, error)) from None

    def stop(self) -> None:
        """Close all connections and end the thread; does nothing when it isn't running."""
        if self._thread is None or self._loop is None or self._stopped is None:
            return
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(_WAIT)
        self._thread = None

    def practice(self, slug: str) -> Practice:
        """Return the request that runs into a scenario's cause; raises KeyError."""
        return self._site.practice(slug)

    def replies(self, slug: str) -> dict[str, LabReply]:
        """Return a scenario's replies as they are now; raises KeyError."""
        return self._site.replies(slug)

    def replace_reply(self, slug: str, name: str, reply: LabReply | None) -> None:
        """Answer with this reply from now on; None = the original one; raises KeyError."""
        self._site.replace_reply(slug, name, reply)

    def _run(self, ready: "Future[None]") -> None:
        try:
            asyncio.run(self._serve(ready))
        except OSError as error:
            ready.set_exception(error)

    async def _serve(self, ready: "Future[None]") -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        listeners = Listeners(self._connections)
        async with listeners:
            origins = [await listeners.open("main", self._port)]
            origins += [await listeners.open(role, 0) for role in ("elsewhere", "proxy")]
            self.address, self.elsewhere, self.proxy = (f"http://{HOST}:{at}" for at in origins)
            self._connections.ports = frozenset(origins[:2])
            self._site.open(self.address, self.elsewhere, self.proxy)
            ready.set_result(None)
            await self._stopped.wait()


def _not_listening(port: int, error: OSError) -> Problem:
    return Problem(
        what=tr("The practice server could not listen: {reason}.", reason=error.strerror or ""),
        where=f"{HOST}:{port}",
        todo=tr("Another program may use that port: choose another one, or 0 for a free one."),
    )
