"""What is said over one WebSocket, from the end of its handshake to its own (RFC 6455 §5-7)."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain

import msgspec
from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import (
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    TextMessage,
)
from wsproto.events import (
    Event as Frame,
)
from wsproto.extensions import Extension
from wsproto.utilities import RemoteProtocolError

from inspector.model.exchange import Exchange
from inspector.protocol.streams.event_stream import Event
from inspector.protocol.streams.socket_extensions import Deflate
from inspector.protocol.streams.socket_messages import (
    CLOSE,
    DONE,
    LOST,
    TEXT,
    SocketMessage,
    Way,
    secret_spans,
    spoken,
)
from inspector.send.interaction import Outgoing, Unanswered
from inspector.send.libraries import httpcore
from inspector.send.socket.compression import BoundedDeflate
from inspector.send.socket.words import SocketWords, Words
from inspector.wording import tr

_CHUNK = 64 * 1024
_LONGEST = 1024 * 1024  # bytes of a message that are kept
_PATIENCE = 2.0  # seconds that the other side has to close as well
_ENDS = 10  # messages that are recorded, of each way, from the beginning and from the end
_replace = msgspec.structs.replace


class _Kept:
    """The first and last messages of one way: a conversation has no end."""

    def __init__(self) -> None:
        self._first: list[SocketMessage] = []
        self._last: deque[SocketMessage] = deque(maxlen=_ENDS)

    def add(self, message: SocketMessage) -> None:
        (self._first if len(self._first) < _ENDS else self._last).append(message)

    def __iter__(self) -> Iterator[SocketMessage]:
        return chain(self._first, self._last)


Heard = Callable[[tuple[Event, ...], int], None]
"""Takes what was said or heard, and the bytes that came."""


class Conversation:
    """Says what it is given and tells what it hears, until one of both ends it.

    url: where to. heard: who follows it; without anybody it ends after the first answer.
    compression: of its messages, None where they go as they are.
    """

    def __init__(
        self, words: SocketWords, url: str, heard: Heard | None, compression: Deflate | None = None
    ) -> None:
        self._words, self._url, self._heard = words, url, heard
        extensions: list[Extension] = []
        if compression is not None:
            extensions.append(BoundedDeflate(compression))
        self._frames = Connection(ConnectionType.CLIENT, extensions)
        self._loop = asyncio.get_running_loop()
        self._outgoing: asyncio.Queue[Outgoing | None] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None
        self._is_stopped = False
        self._parts: list[str | bytes | bytearray] = []
        self._size = 0
        self._kept: dict[Way, _Kept] = {"send": _Kept(), "receive": _Kept()}
        self._secrets: set[str] = set()

    @property
    def is_followed(self) -> bool:
        """Whether somebody hears it."""
        return self._heard is not None

    # ------------------------------------------------------------ from any thread
    def say(self, outgoing: Outgoing) -> None:
        """Say something."""
        self._loop.call_soon_threadsafe(self._outgoing.put_nowait, outgoing)

    def stop(self) -> None:
        """End it, as one that is done."""
        self._loop.call_soon_threadsafe(self._outgoing.put_nowait, None)

    # ------------------------------------------------------------ the way of it
    async def run(self, stream: httpcore.AsyncNetworkStream) -> None:
        """Talk until the end. Errors of the network pass through."""
        self._tell(())
        self._reading = asyncio.ensure_future(self._read(stream))
        saying = asyncio.ensure_future(self._say_all(stream))
        try:
            await self._reading
        except asyncio.CancelledError:
            if not self._is_stopped:
                raise
            self._ended(LOST, tr("The server did not close its side."))
        finally:
            await _over(self._reading, saying)

    async def _read(self, stream: httpcore.AsyncNetworkStream) -> None:
        while self._frames.state is not ConnectionState.CLOSED:
            data = await stream.read(_CHUNK)
            if not data:
                self._ended(LOST, tr("The connection ended without a close."))
                return
            events: list[Event] = []
            try:
                self._frames.receive_data(data)
                for frame in self._frames.events():
                    event = await self._take(frame, stream)
                    events += (event,) if event is not None else ()
            except RemoteProtocolError as error:
                self._tell(tuple(events), len(data))
                self._ended(LOST, tr("The server broke the protocol: {what}", what=str(error)))
                return
            self._tell(tuple(events), len(data))

    async def _take(self, frame: Frame, stream: httpcore.AsyncNetworkStream) -> Event | None:
        match frame:
            case TextMessage() | BytesMessage():
                return self._whole(frame)
            case Ping():
                await stream.write(self._frames.send(frame.response()))
                return Event("ping", "", is_comment=True)
            case Pong():
                return Event("pong", "", is_comment=True)
            case CloseConnection():
                if self._frames.state is ConnectionState.REMOTE_CLOSING:
                    await stream.write(self._frames.send(frame.response()))
                elif self._frames.state is not ConnectionState.CLOSED:  # it is not the server's
                    await self._fail(frame, stream)
                return self._closing(frame.code, frame.reason or "")
        return None

    async def _fail(self, frame: CloseConnection, stream: httpcore.AsyncNetworkStream) -> None:
        """Say to the server what is wrong with its frame (RFC 6455 §7.1.7)."""
        if self._frames.state is ConnectionState.OPEN:
            await stream.write(self._frames.send(CloseConnection(code=frame.code)))
        raise RemoteProtocolError(frame.reason or str(int(frame.code)))

    def _whole(self, frame: TextMessage | BytesMessage) -> Event | None:
        """Return a message that is whole with this frame; of a long one its beginning."""
        if self._size < _LONGEST:
            self._parts.append(frame.data[: _LONGEST - self._size])
        self._size += len(frame.data)
        if not frame.message_finished:
            return None
        parts, self._parts, self._size = self._parts, [], 0
        if isinstance(frame, BytesMessage):
            data = b"".join(bytes(part) for part in parts if not isinstance(part, str))
            return Event("", data.hex(" "), way="received", is_binary=True)
        text = "".join(part for part in parts if isinstance(part, str))
        self._keep("receive", TEXT, text)
        if self._heard is None:
            self.stop()
        return Event("", text, way="received")

    def _closing(self, code: int, reason: str) -> Event:
        said = f"{int(code)} {reason}".rstrip()
        self._keep("receive", CLOSE, said)
        return Event("", said, way="closed")

    def _ended(self, code: int, reason: str) -> None:
        self._tell((self._closing(code, reason),))

    # ------------------------------------------------------------ what is said
    async def _say_all(self, stream: httpcore.AsyncNetworkStream) -> None:
        if not await self._say_first(stream) and self._heard is None:
            self.stop()
        while (outgoing := await self._outgoing.get()) is not None:
            try:
                words = await self._words.filled(outgoing.text, self._url, binary=outgoing.binary)
                await self._say(words, stream)
            except Unanswered as error:
                self._tell((Event("", error.failure.message, way="unsent"),))
        await self._close(stream)

    async def _say_first(self, stream: httpcore.AsyncNetworkStream) -> bool:
        try:
            words = await self._words.first(self._url)
        except Unanswered as error:
            self._tell((Event("", error.failure.message, way="unsent"),))
            return False
        if words is not None:
            await self._say(words, stream)
        return words is not None

    async def _say(self, words: Words, stream: httpcore.AsyncNetworkStream) -> None:
        if self._frames.state is not ConnectionState.OPEN:
            return
        frame: TextMessage | BytesMessage = (
            BytesMessage(data=words.data)
            if words.binary
            else TextMessage(data=words.data.decode("utf-8", "replace"))
        )
        await stream.write(self._frames.send(frame))
        self._secrets.update(words.secrets)
        if not words.binary:
            self._keep("send", TEXT, words.data.decode("utf-8", "replace"))
        event = Event("", words.typed[:_LONGEST], way="sent", is_binary=words.binary)
        self._tell((event,))

    async def _close(self, stream: httpcore.AsyncNetworkStream) -> None:
        """Say that we are done, and give the other side a while to say so too."""
        if self._frames.state is ConnectionState.OPEN:
            await stream.write(self._frames.send(CloseConnection(code=DONE)))
            await asyncio.sleep(_PATIENCE)
        self._is_stopped = True
        if self._reading is not None:
            self._reading.cancel()

    # ------------------------------------------------------------ what remains
    def recorded(self, exchange: Exchange) -> Exchange:
        """Return the exchange with what was said as its bodies."""
        sent = spoken(self._kept["send"], "send")
        heard = spoken(self._kept["receive"], "receive")
        request = _replace(
            exchange.request,
            body=sent,
            body_size=len(sent),
            body_secret=secret_spans(sent, self._secrets),
        )
        if exchange.reply is None:
            return _replace(exchange, request=request)
        reply = _replace(exchange.reply, body=heard, wire_size=len(heard))
        return _replace(exchange, request=request, reply=reply)

    def _keep(self, way: Way, opcode: int, text: str) -> None:
        self._kept[way].add(SocketMessage(way, opcode, text))

    def _tell(self, events: tuple[Event, ...], size: int = 0) -> None:
        if self._heard is not None:
            self._heard(events, size or sum(len(event.data) for event in events))


async def _over(*tasks: "asyncio.Task[None] | None") -> None:
    """End tasks; what goes wrong in one that only said something is told by the one that reads."""
    for task in tasks:
        if task is not None:
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)
