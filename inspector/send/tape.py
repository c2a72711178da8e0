"""Keeps what one exchange did on the network: bytes, times, the stage it is in."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from inspector.model.exchange import Stage
from inspector.model.message import Header, Interim, Message, Span
from inspector.send.libraries import frame_errors, frames, hpack
from inspector.send.tls.shown import Seen

# ---------------- Recorded HTTP/2 bytes as header lists
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEAD = 9  # bytes of a frame's own header
_LAST_INTERIM = 199
_LARGEST = 2**20  # a header list larger than this is no header list (RFC 9113 §10.5.1)


class Block(msgspec.Struct, frozen=True):
    """One header list of a stream, in order, repeats kept."""

    stream: int
    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the first field of that name."""
        return next((value for key, value in self.fields if key == name), "")


class FrameReader:
    """Reads one direction of one connection; feed it the bytes of each exchange in order."""

    def __init__(self) -> None:
        self._decoder = hpack.Decoder(max_header_list_size=_LARGEST)
        self._rest = b""
        self._block = b""
        self._broken = False
        self.header_spans: list[Span] = []
        self.data_spans: list[Span] = []

    def feed(self, data: bytes) -> list[Block]:
        """Return the header lists that ended in these bytes.

        header_spans and data_spans are then the payloads of such frames, as offsets in `data`.
        """
        self.header_spans, self.data_spans = [], []
        skipped = len(self._rest)
        buffer = self._rest + data
        at = len(PREFACE) if buffer.startswith(PREFACE) else 0
        found: list[Block] = []
        while not self._broken and at + HEAD <= len(buffer):
            try:
                frame, length = frames.Frame.parse_frame_header(memoryview(buffer[at : at + HEAD]))
                end = at + HEAD + length
                if end > len(buffer):
                    break
                frame.parse_body(memoryview(buffer[at + HEAD : end]))
                found += self._take(frame, (max(at + HEAD - skipped, 0), end - skipped))
            except (frame_errors.HyperframeError, hpack.HPACKError, ValueError):
                self._broken = True
                break
            at = end
        self._rest = buffer[at:]
        return found

    def _take(self, frame: "frames.Frame", span: Span) -> list[Block]:
        if isinstance(frame, frames.DataFrame):
            self.data_spans.append(span)
        if not isinstance(frame, frames.HeadersFrame | frames.ContinuationFrame):
            return []
        self.header_spans.append(span)
        self._block += frame.data
        if "END_HEADERS" not in frame.flags:
            return []
        fields = self._decoder.decode(self._block, raw=True)
        self._block = b""
        texts = tuple(
            (bytes(name).decode("latin-1"), bytes(value).decode("latin-1"))
            for name, value in fields
        )
        return [Block(frame.stream_id, texts)]


def sent_headers(block: Block, message: Message) -> tuple[Header, ...]:
    """Return the fields as sent; who put them there is taken from the message composed."""
    known = {(header.name.lower(), header.value): header for header in message.headers}
    headers: list[Header] = []
    for name, value in block.fields:
        origin = known.get((name, value))
        if origin is not None:
            headers.append(Header(name, value, origin.origin, origin.secret))
        else:
            secret = message.target_secret if name == ":path" else ()
            headers.append(Header(name, value, "protocol", secret))
    return tuple(headers)


class Received(msgspec.Struct, frozen=True):
    """What came back on one stream."""

    status: int = 0
    headers: tuple[Header, ...] = ()
    interim: tuple[Interim, ...] = ()
    trailers: tuple[Header, ...] = ()


def received_on(blocks: list[Block], stream: int) -> Received:
    """Sort the header lists of a stream: interim replies, the reply, its trailers."""
    interim: list[Interim] = []
    status = 0
    headers: tuple[Header, ...] = ()
    trailers: tuple[Header, ...] = ()
    for block in blocks:
        fields = tuple(Header(n, v) for n, v in block.fields if not n.startswith(":"))
        code = block.get(":status")
        if block.stream != stream or (not code and not status):
            continue
        if not code:
            trailers = fields
        elif int(code) <= _LAST_INTERIM:
            interim.append(Interim(int(code), "", fields))
        else:
            status, headers = int(code), fields
    return Received(status, headers, tuple(interim), trailers)


Tell = Callable[[Stage], None]
Stream = TypeVar("Stream")
KEPT = 64 * 1024 * 1024  # bytes kept in one direction of one exchange


class Frames(msgspec.Struct):
    """The readers of HTTP/2 frames of one connection, both directions."""

    sent: FrameReader
    received: FrameReader


class Tape:
    """What one layer of one connection carried during one exchange.

    Times are seconds of `time.perf_counter`, 0 where the step did not happen.
    """

    def __init__(self) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self.first_write = self.last_write = 0.0
        self.first_read = self.last_read = 0.0

    def wrote(self, data: bytes, now: float) -> None:
        """Keep bytes that are handed to the system."""
        self.first_write = self.first_write or now
        self.last_write = now
        self.sent += data[: max(KEPT - len(self.sent), 0)]

    def read(self, data: bytes, now: float) -> None:
        """Keep bytes that arrived."""
        if data:
            self.first_read = self.first_read or now
            self.last_read = now
            self.received += data[: max(KEPT - len(self.received), 0)]

    def taken(self) -> bytes:
        """Return what arrived and keep none of it: a large reply is then held only once."""
        data = bytes(self.received)
        self.received = bytearray()
        return data


class Recorder(Generic[Stream]):
    """What happened since the last `begin`: one exchange of one attempt.

    tapes: by stream, in the order of first use. spent: seconds by step (dns, connect, tls).
    error: what the network raised last. started: when it was first used, 0 if never.
    seen: what the last handshake said of our certificate.
    old_version: write HTTP/1.0 request lines.
    """

    def __init__(self, *, old_version: bool = False) -> None:
        self._old_version = old_version
        self.begin(_nobody)

    def begin(self, tell: Tell) -> None:
        """Forget the exchange before; tell the stages of the next one."""
        self.tell = tell
        self.tapes: dict[Stream, Tape] = {}
        self.spent: dict[str, float] = {}
        self.stage: Stage = "connect"
        self.error: BaseException | None = None
        self.started = 0.0
        self.seen: Seen | None = None

    def start(self) -> None:
        """Note when the network was first used, if it was not before."""
        self.started = self.started or time.perf_counter()

    def enter(self, stage: Stage) -> None:
        """Note the stage that is reached."""
        if stage != self.stage:
            self.stage = stage
            self.tell(stage)

    def tape(self, stream: Stream) -> Tape:
        """Return the tape of a stream in this exchange."""
        tape = self.tapes.get(stream)
        if tape is None:
            tape = self.tapes[stream] = Tape()
        return tape

    def recorded(self) -> list[tuple[Stream, Tape]]:
        """Return all tapes of this exchange with their streams."""
        return list(self.tapes.items())

    def took(self, step: str, since: float) -> None:
        """Add the time since then to a step."""
        self.spent[step] = self.spent.get(step, 0.0) + time.perf_counter() - since

    def rewritten(self, data: bytes, *, first: bool) -> bytes:
        """Return the bytes to write: the library below always writes HTTP/1.1."""
        if first and self._old_version:
            return data.replace(b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", 1)
        return data


def _nobody(stage: Stage) -> None:
    """Nobody wants to know the stage."""
