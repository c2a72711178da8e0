"""Saves what can be read of a damaged history into a new one; the old file is kept.

What SQLite still reads is copied first. The rest is gathered from the pages by themselves, so that
a file without its beginning, middle or end gives back what the others hold.
"""

import contextlib
import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.reading import open_file
from inspector.record import search
from inspector.record.cells import Cell, Log, Pages, Value, beginning, cells, sizes, values
from inspector.record.database import HistoryError, open_to_write
from inspector.record.kept import Kept, decode, row_of
from inspector.record.row import COLUMNS, Row
from inspector.record.token_use import of_old
from inspector.record.writing import add, add_line

# ---------------- Gathers attempts from the pages of a damaged history
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


_LOGS = ("-wal", "-shm")


class Recovered(msgspec.Struct, frozen=True):
    """What became of a damaged history: the new file's attempts, and where the old one lies.

    bare: how many of those saved are a line of the list without the exchanges behind it.
    """

    saved: int
    kept: Path | None
    bare: int = 0


def recover(path: Path) -> Recovered:
    """Move a damaged history aside and copy what can be read into a new one.

    Raises HistoryError when the file can't be moved or a new one can't be made.
    """
    aside = _move(path)
    connection = open_to_write(path)
    try:
        known = {row.id for old in _opened(aside) for row in _copy(old, connection)}
        gathered = list(_gather(aside, connection, known)) if aside else []
    finally:
        connection.close()
    return Recovered(len(known) + len(gathered), aside, gathered.count(False))


def _move(path: Path) -> Path | None:
    """Move the file with its log, so that what the log holds can be read too."""
    aside = set_aside(path)
    for ending in _LOGS:
        log = path.with_name(path.name + ending)
        if log.exists():
            with contextlib.suppress(OSError):
                log.rename(aside.with_name(aside.name + ending)) if aside else log.unlink()
    return aside


def _opened(aside: Path | None) -> Iterator[sqlite3.Connection]:
    if aside is None:
        return
    # Only to read: closing would else write the log into the file that is kept.
    address = f"{aside.absolute().as_uri()}?mode=ro"
    with contextlib.suppress(sqlite3.Error):
        old = sqlite3.connect(address, uri=True)
        try:
            yield old
        finally:
            old.close()


def _copy(old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[Row]:
    for row in _readable(old):
        if _copied(old, new, row):
            yield row


def _gather(aside: Path, new: sqlite3.Connection, known: set[str]) -> Iterator[bool]:
    """Add what the pages hold beyond that; yields for each whether it is whole."""
    with contextlib.suppress(OSError):
        for row, kept in salvage(aside, known):
            with contextlib.suppress(sqlite3.Error):
                if kept is None:
                    add_line(new, row)
                else:
                    add(new, row, msgspec.structs.replace(kept, tokens=kept.tokens or of_old(row)))
                yield kept is not None


def _readable(old: sqlite3.Connection) -> Iterator[Row]:
    """Yield rows from the oldest up to the damage, then from the newest down to it."""
    seen: set[int] = set()
    for direction in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, msgspec.MsgspecError, TypeError):
            for (key,) in old.execute(f"SELECT key FROM attempt ORDER BY key {direction}"):  # noqa: S608 - own words
                if key in seen:
                    break
                seen.add(key)
                with contextlib.suppress(sqlite3.Error):
                    yield from search.rows(old, [key])


def _copied(old: sqlite3.Connection, new: sqlite3.Connection, row: Row) -> bool:
    try:
        kept = search.whole(old, row.key)
        if kept is None:
            return False
        tokens = kept.tokens or of_old(row)
        add(new, row, msgspec.structs.replace(kept, tokens=tokens))
    except (sqlite3.Error, msgspec.MsgspecError, HistoryError):
        return False
    return True
