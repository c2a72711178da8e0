"""Decodes gzip, deflate, br and zstd with a limit: a bomb is cut, the cut is marked."""

import zlib
from collections.abc import Callable
from typing import Protocol

import brotli
import zstandard

from inspector.wording import tr

CAP = 50 * 1024 * 1024  # bytes of a decoded body that are kept
STEP = 256 * 1024


class Bounded(Protocol):
    """Takes bytes in, gives at most about `room` decoded bytes; keeps the rest for later."""

    def feed(self, data: bytes, room: int) -> bytes:
        """Decode more; empty data: go on with what is waiting."""

    @property
    def waiting(self) -> bool:
        """Whether more would come without new input."""

    @property
    def finished(self) -> bool:
        """Whether the end of the coding was seen."""


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._inner = zlib.decompressobj(bits)
        self._first = True

    def feed(self, data: bytes, room: int) -> bytes:
        tail = self._inner.unconsumed_tail
        try:
            found = self._inner.decompress(tail + data, room)
        except zlib.error:
            # some servers send deflate without the zlib wrapper
            if not self._first or self._bits != zlib.MAX_WBITS:
                raise
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            found = self._inner.decompress(data, room)
        self._first = False
        return found

    @property
    def waiting(self) -> bool:
        return bool(self._inner.unconsumed_tail) and not self._inner.eof

    @property
    def finished(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes, room: int) -> bytes:
        return bytes(self._inner.process(data, output_buffer_limit=room))

    @property
    def waiting(self) -> bool:
        return not self._inner.can_accept_more_data() and not self._inner.is_finished()

    @property
    def finished(self) -> bool:
        return bool(self._inner.is_finished())


class _Zstd:
    """The library's push decoder has no limit, so input goes in by small pieces."""

    PIECE = 1024

    def __init__(self) -> None:
        self._inner = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
        self._rest = b""

    def feed(self, data: bytes, room: int) -> bytes:
        self._rest += data
        out = bytearray()
        while self._rest and len(out) < room and not self._inner.eof:
            piece, self._rest = self._rest[: self.PIECE], self._rest[self.PIECE :]
            out += self._inner.decompress(piece)
        return bytes(out)

    @property
    def waiting(self) -> bool:
        return bool(self._rest) and not self._inner.eof

    @property
    def finished(self) -> bool:
        return bool(self._inner.eof)


def _decoder(name: str) -> Bounded | None:
    if name in {"gzip", "x-gzip"}:
        return _Zlib(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    return _Zstd() if name == "zstd" else None


class Body:
    """Collects a reply's body: feed it the chunks as they arrive, then read the result.

    full: nothing more will be kept, the rest need not be read. cut: more came than is kept.
    defect: why the decoding stopped; what can't be decoded at all is kept as it came.
    """

    def __init__(
        self,
        encodings: str = "",
        cap: int | None = None,
        sink: Callable[[bytes], None] | None = None,
    ) -> None:
        """Take the codings; sink: gets all that is decoded, and then nothing is ever full."""
        self._sink = sink
        self._cap = CAP if cap is None else cap
        self._kept = bytearray()
        self._raw = bytearray()
        self.wire_size = 0
        self.full = False
        self.cut = False
        self.defect = ""
        names = [name.strip().lower() for name in encodings.split(",")]
        self._decoders = self._chosen([name for name in names if name and name != "identity"])

    def _chosen(self, names: list[str]) -> list[Bounded]:
        found = [(name, _decoder(name)) for name in reversed(names)]
        unknown = [name for name, decoder in found if decoder is None]
        if unknown:
            self.defect = tr(
                "The coding {name} is unknown; the body is shown as it came.", name=unknown[0]
            )
            return []
        return [decoder for _, decoder in found if decoder is not None]

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the wire."""
        self.wire_size += len(data)
        if self.full or not data:
            return
        if self._decoders and not self._kept:
            self._raw += data[: max(self._cap - len(self._raw), 0)]
        try:
            self._through(0, data)
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            self._give_up(str(error))

    def _give_up(self, reason: str) -> None:
        self.defect = tr("The body can't be decoded: {reason}", reason=reason)
        if self._kept:
            self.full = True
            return
        self._decoders = []
        self._keep(bytes(self._raw))

    def _through(self, level: int, data: bytes) -> None:
        if self.full:
            return
        if level == len(self._decoders):
            self._keep(data)
            return
        decoder = self._decoders[level]
        self._through(level + 1, decoder.feed(data, STEP))
        while decoder.waiting and not self.full:
            self._through(level + 1, decoder.feed(b"", STEP))

    def _keep(self, data: bytes) -> None:
        room = self._cap - len(self._kept)
        self._kept += data[:room]
        if self._sink is not None and data:
            self._sink(data)
        if len(data) > room:
            self.cut = True
            self.full = self._sink is None

    def finish(self) -> None:
        """Say that the body has ended: a coding that has not is a defect."""
        open_end = any(not decoder.finished for decoder in self._decoders)
        if open_end and self.wire_size and not self.full and not self.defect:
            self.defect = tr("The compressed body ends too early.")

    @property
    def data(self) -> bytes:
        """The decoded bytes, up to the cap."""
        return bytes(self._kept)
