"""Keeps what one exchange did on the network: bytes, times, the stage it is in."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from inspector.model.exchange import Stage
from inspector.send.http2 import FrameReader

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
