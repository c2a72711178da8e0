"""Finds the pages of an SQLite file that SQLite itself no longer opens, and those of its log.

Nothing of the first page is needed: a file whose header is lost is tried with each size a page can
have. Source: https://www.sqlite.org/fileformat2.html (§1.2 pages, §1.3 header, §4 log).
"""

import contextlib
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_MAGIC = b"SQLite format 3\0"
_SIZES = tuple(2**power for power in range(9, 17))
_LOG_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_LOG_HEAD, _FRAME_HEAD = 32, 24
_WORD = 0xFFFFFFFF


class Pages:
    """The pages of one file, each as its log has it newest; numbered from 1.

    size: bytes of a page. usable: those of them that hold content.
    """

    def __init__(self, file: BinaryIO, size: int, log: "Log | None" = None) -> None:
        self._file = file
        self._log = log if log is not None and log.size == size else None
        head = _read(file, 0, 100)
        self.size = size
        self.usable = size - (head[20] if head.startswith(_MAGIC) else 0)
        in_log = max(self._log.frames, default=0) if self._log else 0
        self.count = max(-(-file.seek(0, 2) // size), in_log)

    def page(self, number: int) -> bytes:
        """Return a page; what is missing of it, or can't be read, is left out."""
        if self._log is not None and number in self._log.frames:
            return self._log.page(number)
        return _read(self._file, (number - 1) * self.size, self.size)

    def all(self) -> Iterator[tuple[int, bytes]]:
        """Yield every page with its number."""
        for number in range(1, self.count + 1):
            if data := self.page(number):
                yield number, data


class Log:
    """The pages in a write-ahead log that were committed. frames: the place of each one.

    Each frame is checked against the one before it, so that a damaged one costs only itself.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.frames: dict[int, int] = {}
        head = _read(file, 0, _LOG_HEAD)
        magic, _, self.size = struct.unpack(">3I", head[:12].ljust(12, b"\0"))
        if magic in _LOG_MAGIC and self.size in _SIZES:
            self._find(_LOG_MAGIC[magic], head)

    def page(self, number: int) -> bytes:
        """Return the newest version of a page."""
        return _read(self._file, self.frames[number], self.size)

    def _find(self, order: str, head: bytes) -> None:
        waiting: dict[int, int] = {}
        salt, before = head[16:24], head[24:32]
        for place in range(_LOG_HEAD, self._file.seek(0, 2), _FRAME_HEAD + self.size):
            frame = _read(self._file, place, _FRAME_HEAD + self.size)
            if len(frame) < _FRAME_HEAD + self.size or frame[8:16] != salt:
                break  # what follows is of an earlier use of the file
            number, committed = struct.unpack(">2I", frame[:8])
            checked = _checksum(frame[:8] + frame[_FRAME_HEAD:], before, order)
            before = frame[16:24]
            if checked == before:
                waiting[number] = place + _FRAME_HEAD
            if committed:
                self.frames |= waiting
                waiting = {}


def _checksum(data: bytes, before: bytes, order: str) -> bytes:
    first, second = struct.unpack(">2I", before)
    for one, other in struct.iter_unpack(f"{order}2I", data):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return struct.pack(">2I", first, second)


def sizes(file: BinaryIO, log: Log | None) -> tuple[tuple[int, ...], ...]:
    """Return the sizes that a page may have: first those told by head and log, then every one."""
    head = _read(file, 0, 18)
    told = int.from_bytes(head[16:18], "big") if head.startswith(_MAGIC) else 0
    told = 65536 if told == 1 else told
    found = dict.fromkeys(size for size in (told, log.size if log else 0) if size in _SIZES)
    return (*((size,) for size in found), _SIZES)


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    with contextlib.suppress(OSError):  # of a disk that fails, other places can still be read
        file.seek(place)
        return file.read(size)
    return b""


class Extent(NamedTuple):
    """Where the bytes of a cell lie: at a place of a page, and on in pages of their own."""

    page: int
    place: int
    size: int
    local: int


def content(pages: Pages, extent: Extent) -> bytes | None:
    """Return the bytes of a cell; None where a page of it is missing."""
    data = pages.page(extent.page)[extent.place :]
    parts, left = [data[: extent.local]], extent.size - extent.local
    following = int.from_bytes(data[extent.local : extent.local + 4], "big") if left else 0
    most = -(-left // (pages.usable - 4))
    for _ in range(most):
        page = pages.page(following) if 0 < following <= pages.count else b""
        parts.append(page[4 : 4 + min(left, pages.usable - 4)])
        left -= len(parts[-1])
        following = int.from_bytes(page[:4], "big")
    return None if left else b"".join(parts)
