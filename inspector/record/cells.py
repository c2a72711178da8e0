"""Reads the rows in the leaf pages of an SQLite file, one page by itself, without its schema.

Source: https://www.sqlite.org/fileformat2.html (§1.6 B-tree pages, §2.1 records).
"""

import contextlib
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

# ---------------- Finds the pages of an SQLite file that SQLite itself no longer opens
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


_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 13, 10, 2
_FIRST_HEAD = 100  # bytes of the file's header on the first page
_FIXED = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FLOAT, _ONE, _BLOB = 7, 9, 12
Value = int | float | str | bytes | None


class Cell(NamedTuple):
    """One row. key: its rowid, 0 in a table without. kinds: of its values, as SQLite codes them."""

    key: int
    kinds: tuple[int, ...]
    extent: Extent

    @property
    def is_indexed(self) -> bool:
        """Whether it lies in an index, or in a table without rowids."""
        return self.key == _NO_KEY

    @property
    def shape(self) -> str:
        """A letter for each value: nothing, integer, float, bytes, text."""
        return "".join(_LETTERS[min(kind, _BLOB + kind % 2)] for kind in self.kinds)


_LETTERS = ("n", *"iiiiii", "f", *"ii", "?", "?", "b", "t")
_SEVEN_BITS = 0x7F
_NO_KEY = -(2**63)


def cells(pages: Pages) -> Iterator[Cell]:
    """Yield the rows that every page still holds, in the order of the pages."""
    for number, page in pages.all():
        head = _FIRST_HEAD if number == 1 else 0
        if len(page) > head + 8 and page[head] in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER}:
            yield from _of_page(pages, number, page, head)


def values(pages: Pages, cell: Cell) -> tuple[Value, ...] | None:
    """Return what a row says; None where some of it is gone."""
    data = content(pages, cell.extent)
    if data is None:
        return None
    place = _varint(data, 0)[0]
    found: list[Value] = []
    for kind in cell.kinds:
        size = _size(kind)
        part = data[place : place + size]
        if len(part) < size:
            return None
        place += size
        try:
            found.append(_value(kind, part))
        except UnicodeDecodeError:
            return None
    return tuple(found)


def beginning(pages: Pages, cell: Cell, size: int) -> bytes:
    """Return the first bytes of a row's first value, no more than lie in its own page."""
    page, place, _, local = cell.extent
    data = pages.page(page)[place : place + local]
    start = _varint(data, 0)[0]
    return data[start : start + size]


def _of_page(pages: Pages, number: int, page: bytes, head: int) -> Iterator[Cell]:
    kind = page[head]
    start = head + (12 if kind == _INDEX_INNER else 8)
    (count,) = struct.unpack_from(">H", page, head + 3)
    for place in range(start, min(start + 2 * count, len(page) - 1), 2):
        (at,) = struct.unpack_from(">H", page, place)
        if start + 2 * count <= at < len(page) and (cell := _cell(pages, number, page, at, kind)):
            yield cell


def _cell(pages: Pages, number: int, page: bytes, at: int, kind: int) -> Cell | None:
    try:
        at += 4 if kind == _INDEX_INNER else 0
        size, at = _varint(page, at)
        key = _NO_KEY
        if kind == _TABLE_LEAF:
            key, at = _varint(page, at)
        local = _local(size, pages.usable, table=kind == _TABLE_LEAF)
        kinds = _kinds(page[at : at + local])
    except IndexError:
        return None
    if not kinds or size > pages.count * pages.size:
        return None
    return Cell(key, kinds, Extent(number, at, size, local))


def _local(size: int, usable: int, *, table: bool) -> int:
    """Return how many bytes of a cell lie in its page."""
    most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (size - least) % (usable - 4)
    return kept if kept <= most else least


def _kinds(data: bytes) -> tuple[int, ...]:
    """Return the kinds of a record's values; empty where it is none. May raise IndexError."""
    end, at = _varint(data, 0)
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        if kind in {10, 11} or kind < 0:
            return ()
        kinds.append(kind)
    return tuple(kinds) if at == end else ()


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of SQLite's, and the place after it; raises IndexError at the end."""
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & _SEVEN_BITS
        if byte <= _SEVEN_BITS:
            return value, at + length + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _size(kind: int) -> int:
    return _FIXED[kind] if kind < len(_FIXED) else (kind - _BLOB) // 2


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind == _FLOAT:
        return float(struct.unpack(">d", part)[0])
    if kind >= _BLOB:
        return part.decode() if kind % 2 else part
    return kind - _ONE + 1 if not part else int.from_bytes(part, "big", signed=True)
