"""Gathers attempts from the pages of a damaged history; a row shows by its values whose it is."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from inspector.disk.reading import open_file
from inspector.record import search
from inspector.record.cells import Cell, Value, beginning, cells, values
from inspector.record.kept import Kept, decode, row_of
from inspector.record.pages import Log, Pages, sizes
from inspector.record.row import COLUMNS, Row

_NUMBERS = {"started", "duration", "size", "pinned"}
_KINDS = {"key": "n", "status": "[in]"}
_LINE = re.compile("".join(_KINDS.get(name, "i" if name in _NUMBERS else "t") for name in COLUMNS))
_WHOLE, _BODY, _TAG = "nb", "bb", "it"
_DIGEST = 32  # bytes


class Found(NamedTuple):
    """An attempt as far as it is still there. kept: None where only its line is."""

    row: Row
    kept: Kept | None


def salvage(path: Path, known: Collection[str] = ()) -> Iterator[Found]:
    """Yield the attempts that a history's pages still hold, oldest first. Raises OSError.

    The file beside it whose name ends in `-wal` has newer pages. known: ids that are left out.
    """
    log_path = path.with_name(f"{path.name}-wal")
    with open_file(path) as file:
        if not log_path.exists():
            yield from _of_file(file, None, known)
            return
        with open_file(log_path) as log_file:
            yield from _of_file(file, Log(log_file), known)


def _of_file(file: BinaryIO, log: Log | None, known: Collection[str]) -> Iterator[Found]:
    """Read the pages with the size that is told, else with the one that shows most rows."""
    for choice in sizes(file, log):
        tried = (_Gathered(Pages(file, size, log)) for size in choice)
        best = max(tried, key=lambda gathered: gathered.rows)
        if best.is_history:
            yield from best.attempts(known)
            return


class _Gathered:
    """The rows of one file by their tables; what is large is read when it is used.

    rows: how many look like those of an attempt, a measure for the size of the pages.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[int, Row] = {}
        self._wholes: dict[int, list[Cell]] = {}
        self._tags: dict[int, list[str]] = {}
        self._bodies = _Bodies(pages)
        self.rows = 0
        for cell in cells(pages):
            self._take(cell)

    @property
    def is_history(self) -> bool:
        """Whether there is any attempt."""
        return bool(self._lines) or any(self._kept(key) for key in self._wholes)

    def attempts(self, known: Collection[str]) -> Iterator[Found]:
        """Yield what belongs together."""
        for key in sorted({*self._lines, *self._wholes}):
            row = self._lines.get(key)
            if row is not None and row.id in known:
                continue
            kept = self._kept(key)
            row = row or (row_of(kept) if kept else None)
            if row is not None and row.id not in known:
                tags = tuple(self._tags.get(key, ()))
                yield Found(msgspec.structs.replace(row, key=key, tags=tags), kept)

    def _take(self, cell: Cell) -> None:
        shape = cell.shape
        if cell.is_indexed:
            if shape == _TAG and (found := values(self._pages, cell)):
                key, name = found
                self._tags.setdefault(int(key or 0), []).append(str(name))
        elif shape == _WHOLE:
            self._wholes.setdefault(cell.key, []).append(cell)
            self.rows += 1
        elif shape == _BODY:
            self._bodies.know(cell)
        elif _LINE.fullmatch(shape) and (found := values(self._pages, cell)):
            self._lines[cell.key] = _line(cell.key, found)
            self.rows += 1

    def _kept(self, key: int) -> Kept | None:
        """Return the whole of an attempt; the full-text search has rows of the same shape."""
        for cell in self._wholes.get(key, ()):
            found = values(self._pages, cell)
            if found is not None and isinstance(found[1], bytes):
                try:
                    return decode(found[1], self._bodies)
                except msgspec.MsgspecError:
                    continue
        return None


def _line(key: int, found: tuple[Value, ...]) -> Row:
    return search.row((key, *found[1:], None))


class _Bodies(Mapping[bytes, bytes]):
    """Bodies by their digest; one whose bytes do not fit it is none."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._cells: dict[bytes, Cell] = {}

    def know(self, cell: Cell) -> None:
        """Take a row that looks like a body."""
        digest = beginning(self._pages, cell, _DIGEST)
        if len(digest) == _DIGEST:
            self._cells[digest] = cell

    def __getitem__(self, digest: bytes) -> bytes:
        found = values(self._pages, self._cells[digest])
        body = found[1] if found else None
        if not isinstance(body, bytes) or hashlib.sha256(body).digest() != digest:
            raise KeyError(digest)
        return body

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)
