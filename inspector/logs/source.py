"""Reads a log in large pieces that end at line ends: a plain file, gzip, or standard input."""

import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from inspector.disk.reading import open_file

STDIN = "-"
# What fits into the processor's cache is searched twice as fast.
PIECE = 2 * 1024 * 1024
HEAD = 256 * 1024
_HEAD_LINES, _LONGEST = 200, 32 * 1024
_GZIP = b"\x1f\x8b"
_COMPRESSED = 256 * 1024


class Piece(NamedTuple):
    """data[:end] are whole lines; read: how many bytes of the file are behind us.

    place: where the data start in a file that can be read at any place, else -1.
    """

    data: bytes
    end: int
    read: int
    place: int = -1


class Log:
    """An open log. head: its first lines. gzip: whether it is compressed. size: None = unknown.

    fault: why the end could not be read, in the words of the system; empty if it was.
    """

    def __init__(self, name: str) -> None:
        """Open it; raises OSError."""
        self.name = name
        self.fault = ""
        self._file = _open(name)
        self.gzip = self._file.peek(2)[:2] == _GZIP  # type: ignore[attr-defined]  # buffered
        self.size = Path(name).stat().st_size if name != STDIN else None
        self._stream = _Inflated(self._file) if self.gzip else self._file
        self._first = _fill(self._stream, HEAD)
        self.head = _head(self._first)

    @property
    def splittable(self) -> bool:
        """Whether parts of it can be read by themselves."""
        return self.size is not None and not self.gzip and Path(self.name).is_file()

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[Piece]:
        """Yield it piece by piece; start and end are places right after line ends."""
        try:
            if self.splittable:
                yield from self._places(start, self.size or 0 if end is None else end)
            else:
                yield from self._stream_pieces()
        except (zlib.error, EOFError, OSError) as error:
            self.fault = str(error)

    def _places(self, start: int, end: int) -> Iterator[Piece]:
        """Go through a file that can be read at any place: nothing has to be copied."""
        place = start
        while place < end:
            self._file.seek(place)
            data = self._file.read(min(PIECE, end - place))
            if not data:
                return
            whole = data.rfind(b"\n") + 1 if place + len(data) < end else len(data)
            end_of_piece = whole or len(data)
            yield Piece(data, end_of_piece, place + end_of_piece - start, place)
            place += end_of_piece

    def _stream_pieces(self) -> Iterator[Piece]:
        rest, read = self._first, 0
        while True:
            fresh = _fill(self._stream, max(PIECE - len(rest), PIECE // 2))
            data = rest + fresh
            if not data:
                return
            end = data.rfind(b"\n") + 1 if fresh else len(data)
            read += end or len(data)
            yield Piece(data, end or len(data), self._place(read))
            rest = data[end:] if end else b""

    def _place(self, read: int) -> int:
        return self._file.tell() if self.gzip else read

    def close(self) -> None:
        """Close the file."""
        if self.name != STDIN:
            self._file.close()


def _head(first: bytes) -> tuple[bytes, ...]:
    """Return the whole lines of it, at most 200, or what there is of one."""
    lines = first.split(b"\n")[: _HEAD_LINES + 1]
    return tuple(line[:_LONGEST].rstrip(b"\r") for line in lines[:-1] or lines)


class _Inflated:
    """Reads gzip, with several members too, in large steps."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._engine = zlib.decompressobj(31)
        self._begun = False

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, fewer only at the end of what was read; raises EOFError."""
        while True:
            data = (not self._engine.eof and self._engine.unconsumed_tail) or self._next()
            if not data:
                if self._begun and not self._engine.eof:
                    raise EOFError("the compressed file ends early")
                return b""
            self._begun = True
            found = self._engine.decompress(data, size)
            if found:
                return found

    def _next(self) -> bytes:
        unused = self._engine.unused_data
        if self._engine.eof:
            unused = unused.lstrip(b"\0") or self._file.read(_COMPRESSED).lstrip(b"\0")
            if unused:
                self._engine = zlib.decompressobj(31)
                self._begun = False
            return unused
        return self._file.read(_COMPRESSED)


def _open(name: str) -> BinaryIO:
    if name == STDIN:
        return sys.stdin.buffer
    return open_file(Path(name), pipes=True)


def _fill(stream: BinaryIO | _Inflated, size: int) -> bytes:
    """Read that many bytes, fewer only at the end."""
    parts = []
    while size > 0:
        part = stream.read(size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
