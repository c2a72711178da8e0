"""A network backend that records: exact bytes both ways, times, peer, TLS; and its limits."""

import asyncio
import contextlib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from inspector.send.libraries import httpcore
from inspector.send.tape import PREFACE, Frames, Recorder
from inspector.send.tls.shown import Seen, beginning

# ---------------- Ends the wait for a reply whose interim replies never end (RFC 9110 §15.2)
MOST = 100  # interim replies before the reply
LARGEST = 300 * 1024  # bytes before the head of the reply is whole
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+1(?!01)\d\d")  # 101 is final: the protocol changes
_LINE = 24  # bytes in which the version and the status stand
_FRAME_HEAD = 9  # length (3), type, flags, stream (4): RFC 9113 §4.1
_DATA, _HEADERS = 0, 1
_END_STREAM = 1


class NoReplyInSightError(Exception):
    """A server sent interim replies, or anything else, but no reply.

    interim: how many interim replies came. size: bytes that came in their place.
    """

    def __init__(self, interim: int, size: int) -> None:
        super().__init__(f"{interim} interim replies, {size} bytes")
        self.interim = interim
        self.size = size


class ReplyLimit:
    """Watches what one connection receives, from request to request; `feed` raises at a limit."""

    def __init__(self) -> None:
        self._frames = False
        self._ahead = b""  # of a frame's head that is not whole yet
        self._skip = 0  # bytes of a frame's payload still to come
        self._start()

    def begin(self, sent: bytes, *, first: bool) -> None:
        """Something is sent: what comes from now on belongs to its reply.

        first: it begins an exchange. HTTP/2 acknowledges in the middle of one, SOCKS greets first.
        """
        self._frames = self._frames or sent.startswith(PREFACE)
        if first or not self._frames:
            self._start()

    def _start(self) -> None:
        self._whole = False
        self._interim = self._size = 0
        self._first = self._last = b""  # of the head that is being read

    def feed(self, data: bytes) -> None:
        """Take what arrived. Raises NoReplyInSightError."""
        at = self._by_frames(data) if self._frames else self._by_heads(data)
        self._size += at
        if self._interim > MOST or (not self._whole and self._size > LARGEST):
            raise NoReplyInSightError(self._interim, self._size)

    def _by_heads(self, data: bytes) -> int:
        """Count the heads of HTTP/1; return how many bytes came before the reply was in sight."""
        begun = 0
        before = len(self._last)
        text = self._last + data
        while not self._whole and (end := _HEAD_ENDS.search(text, begun)):
            self._first += text[max(begun, before) : end.end()][: _LINE - len(self._first)]
            self._whole = _INTERIM.match(self._first) is None
            self._interim += not self._whole
            self._first, begun = b"", end.end()
        if not self._whole:
            self._first += text[max(begun, before) :][: _LINE - len(self._first)]
            self._last = text[max(begun, len(text) - 2) :]
        return 0 if self._whole else len(data)

    def _by_frames(self, data: bytes) -> int:
        """Count header frames; data, or the end of the stream, comes with the reply itself."""
        at = min(self._skip, len(data))
        self._skip -= at
        while at < len(data):
            head = self._ahead + data[at : at + _FRAME_HEAD - len(self._ahead)]
            at += len(head) - len(self._ahead)
            self._ahead = head if len(head) < _FRAME_HEAD else b""
            if self._ahead:
                break
            self._count(head[3], head[4])
            length = int.from_bytes(head[:3], "big")
            self._skip = max(length - (len(data) - at), 0)
            at += length
        return 0 if self._whole else len(data)

    def _count(self, kind: int, flags: int) -> None:
        if kind == _HEADERS and not flags & _END_STREAM and not self._whole:
            self._interim += 1
        self._whole = self._whole or kind == _DATA or (kind == _HEADERS and flags & _END_STREAM > 0)


class LateContext(msgspec.Struct, frozen=True):
    """A TLS context that is made when a handshake needs it: the system's store is large."""

    made: Callable[[], ssl.SSLContext]

    def set_alpn_protocols(self, protocols: list[str]) -> None:
        """Offer these protocols, as the library asks for."""
        self.made().set_alpn_protocols(protocols)


BEYOND = "beyond"  # what a stream is asked for where a tunnel without TLS begins


class RecordingStream(httpcore.AsyncNetworkStream):
    """A stream that copies to the recorder's tape what passes.

    peer and local: socket addresses. tls: what is known of TLS, None without it. frames: the
    readers of HTTP/2 frames of this connection.
    """

    def __init__(
        self, stream: httpcore.AsyncNetworkStream, recorder: "Recorder[RecordingStream]"
    ) -> None:
        self._stream = stream
        self._recorder = recorder
        # asked now: a closed socket no longer knows
        self.peer: object = stream.get_extra_info("server_addr")
        self.local: object = stream.get_extra_info("client_addr")
        self.tls: ssl.SSLObject | None = stream.get_extra_info("ssl_object")
        self.seen: Seen | None = None  # of our certificate, in the handshake
        self.frames: Frames | None = None
        self.used = False
        self.switched = False  # to another protocol, of which nothing is kept
        self._limit = ReplyLimit()
        self._held = b""  # what goes out with the next message

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the library's interface
        """Read and copy."""
        if self.switched:
            return await self._stream.read(max_bytes, timeout)
        recorder = self._recorder
        tape = recorder.tape(self)
        recorder.enter("body" if tape.received else "wait")
        try:
            await self._send(b"", timeout)
            data = await self._stream.read(max_bytes, timeout)
            tape.read(data, time.perf_counter())
            self._limit.feed(data)
        except BaseException as error:
            recorder.error = error
            raise
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the library's interface
        """Copy and write; what fails to go out is recorded too."""
        if self.switched:
            await self._stream.write(buffer, timeout)
            return
        recorder = self._recorder
        recorder.start()
        tape = recorder.tape(self)
        recorder.enter("send")
        self._limit.begin(buffer, first=not tape.sent)
        buffer = recorder.rewritten(buffer, first=not tape.sent)
        tape.wrote(buffer, time.perf_counter())
        if buffer.startswith(PREFACE):
            self._held = buffer
            return
        try:
            await self._send(buffer, timeout)
        except BaseException as error:
            recorder.error = error
            raise
        tape.last_write = time.perf_counter()

    async def _send(self, buffer: bytes, timeout: float | None) -> None:  # noqa: ASYNC109 - the library's interface
        """Write, what was held first: HTTP/2's preface goes out with the first request.

        A server that refuses the client's certificate closes right after the handshake (TLS 1.3,
        RFC 8446 §4.4.2.4). The second of two messages then finds no connection any more, and its
        error would hide the alert that waits to be read.
        """
        whole, self._held = self._held + buffer, b""
        if whole:
            await self._stream.write(whole, timeout)

    async def aclose(self) -> None:
        """Close."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext | LateContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
    ) -> "RecordingStream":
        """Shake hands; the stream returned records what is inside TLS."""
        context = ssl_context.made() if isinstance(ssl_context, LateContext) else ssl_context
        recorder = self._recorder
        recorder.enter("tls")
        start = time.perf_counter()
        recorder.seen = seen = beginning()
        try:
            stream = await self._stream.start_tls(context, server_hostname, timeout)
        except BaseException as error:
            recorder.error = error
            # the library closes it after errors only, not where a limit ends the handshake
            with contextlib.suppress(OSError):
                await self._stream.aclose()
            raise
        finally:
            recorder.took("tls", start)
        made = RecordingStream(stream, recorder)
        made.seen = seen
        return made

    def get_extra_info(self, info: str) -> Any:
        """Return what the stream below knows; BEYOND: the same way, recorded apart from here on."""
        if info == BEYOND:
            return RecordingStream(self._stream, self._recorder)
        return self._stream.get_extra_info(info)


class NeverAskedError(Exception):
    """A name leads to an address that must not be connected to; `address` is that."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class RecordingBackend(httpcore.AsyncNetworkBackend):
    """Resolves names itself and tries each address; `resolve` gives addresses by host and port.

    never: tells addresses that must not be connected to. A name that leads to one is not asked.
    """

    def __init__(
        self,
        recorder: "Recorder[RecordingStream]",
        resolve: Mapping[tuple[str, int], str],
        never: Callable[[str], bool] | None = None,
    ) -> None:
        self._never = never
        self._recorder = recorder
        self._resolve = resolve
        self._below = httpcore.AnyIOBackend()
        self._opened: list[RecordingStream] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> RecordingStream:
        """Resolve, then connect to the first address that answers."""
        await self._below.sleep(0)  # loads what it loads at first use, before a time is taken
        self._recorder.start()
        addresses = await self._addresses(host, port)
        for address in addresses:
            if self._never is not None and self._never(address):
                raise NeverAskedError(address)
        self._recorder.enter("connect")
        start = time.perf_counter()
        try:
            for address in addresses:
                try:
                    stream = await self._below.connect_tcp(
                        address, port, timeout, local_address, socket_options
                    )
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    self._recorder.error = error
                else:
                    made = RecordingStream(stream, self._recorder)
                    self._opened.append(made)
                    return made
        finally:
            self._recorder.took("connect", start)
        failed = self._recorder.error
        raise failed or httpcore.ConnectError(f"no address for {host}")

    async def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        given = self._resolve.get((host.lower(), port))
        if given:
            return (given,)
        if _is_address(host):
            return (host,)
        self._recorder.enter("dns")
        start = time.perf_counter()
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            self._recorder.error = error
            raise httpcore.ConnectError(str(error)) from error
        finally:
            self._recorder.took("dns", start)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))

    async def aclose(self) -> None:
        """Close what is still open: the library forgets a connection that a SOCKS proxy refused."""
        for stream in self._opened:
            with contextlib.suppress(OSError):
                await stream.aclose()
        self._opened.clear()

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
