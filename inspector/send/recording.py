"""A network backend that records: exact bytes both ways, times, peer, TLS."""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspector.model.exchange import Stage
from inspector.send.libraries import httpcore

Tell = Callable[[Stage], None]
Clock = Callable[[], float]
KEPT = 64 * 1024 * 1024  # bytes recorded in one direction of one exchange; later ones are counted


class Tape:
    """What one layer of one connection carried during one exchange; times in seconds."""

    def __init__(self) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self.first_write = self.last_write = 0.0
        self.first_read = self.last_read = 0.0

    def wrote(self, data: bytes, now: float) -> None:
        """Keep bytes that were handed to the system."""
        self.first_write = self.first_write or now
        self.last_write = now
        self.sent += data[: max(KEPT - len(self.sent), 0)]

    def read(self, data: bytes, now: float) -> None:
        """Keep bytes that arrived."""
        if data:
            self.first_read = self.first_read or now
            self.last_read = now
            self.received += data[: max(KEPT - len(self.received), 0)]


class Recorder:
    """What happened since the last `begin`: one exchange of one attempt.

    Times are `time.perf_counter` seconds; a step that did not happen has none.
    """

    def __init__(self) -> None:
        self.tell: Tell = _nobody
        self.begin(_nobody)

    def begin(self, tell: Tell) -> None:
        """Forget the exchange before; tell the stages of the next one."""
        self.tell = tell
        self.tapes: list[tuple[RecordingStream, Tape]] = []
        self.spent: dict[str, float] = {}
        self.stage: Stage = "connect"
        self.error: BaseException | None = None

    def enter(self, stage: Stage) -> None:
        """Note the stage that is reached."""
        if stage != self.stage:
            self.stage = stage
            self.tell(stage)

    def tape(self, stream: "RecordingStream") -> Tape:
        """Return the tape of a stream in this exchange."""
        for known, tape in self.tapes:
            if known is stream:
                return tape
        tape = Tape()
        self.tapes.append((stream, tape))
        return tape

    def took(self, step: str, since: float) -> None:
        """Add the time since then to a step."""
        self.spent[step] = self.spent.get(step, 0.0) + time.perf_counter() - since


def _nobody(stage: Stage) -> None:
    """Nobody wants to know."""


class RecordingStream(httpcore.AsyncNetworkStream):
    """A stream that copies to the recorder's tape what passes."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, recorder: Recorder) -> None:
        self._stream = stream
        self._recorder = recorder

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the library's interface
        """Read and copy."""
        recorder = self._recorder
        tape = recorder.tape(self)
        recorder.enter("wait" if not tape.received else "body")
        try:
            data = await self._stream.read(max_bytes, timeout)
        except BaseException as error:
            recorder.error = error
            raise
        tape.read(data, time.perf_counter())
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the library's interface
        """Copy and write."""
        recorder = self._recorder
        tape = recorder.tape(self)
        recorder.enter("send")
        tape.wrote(b"", time.perf_counter())
        try:
            await self._stream.write(buffer, timeout)
        except BaseException as error:
            recorder.error = error
            raise
        finally:
            tape.wrote(buffer, time.perf_counter())

    async def aclose(self) -> None:
        """Close."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
    ) -> httpcore.AsyncNetworkStream:
        """Shake hands; the stream returned records what is inside TLS."""
        recorder = self._recorder
        recorder.enter("tls")
        start = time.perf_counter()
        try:
            stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException as error:
            recorder.error = error
            raise
        finally:
            recorder.took("tls", start)
        return RecordingStream(stream, recorder)

    def get_extra_info(self, info: str) -> Any:
        """Return what the stream below knows."""
        return self._stream.get_extra_info(info)


class RecordingBackend(httpcore.AsyncNetworkBackend):
    """Resolves names itself and tries each address; `resolve` gives addresses by `host:port`."""

    def __init__(self, recorder: Recorder, resolve: Mapping[tuple[str, int], str]) -> None:
        self._recorder = recorder
        self._resolve = resolve
        self._below = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, then connect to the first address that answers."""
        addresses = await self._addresses(host, port)
        self._recorder.enter("connect")
        start = time.perf_counter()
        try:
            for index, address in enumerate(addresses):
                try:
                    stream = await self._below.connect_tcp(
                        address, port, timeout, local_address, socket_options
                    )
                    return RecordingStream(stream, self._recorder)
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    self._recorder.error = error
                    if index == len(addresses) - 1:
                        raise
        finally:
            self._recorder.took("connect", start)
        raise httpcore.ConnectError(f"no address for {host}")

    async def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        given = self._resolve.get((host.lower(), port))
        if given:
            return (given,)
        if _is_address(host):
            return (host,)
        self._recorder.enter("dns")
        start = time.perf_counter()
        try:
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
        except (OSError, UnicodeError) as error:
            self._recorder.error = error
            raise httpcore.ConnectError(str(error)) from error
        finally:
            self._recorder.took("dns", start)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))

    async def sleep(self, seconds: float) -> None:
        """Wait; only the library's retries would, and there are none."""
        await asyncio.sleep(seconds)


def _is_address(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        return True
    return False
