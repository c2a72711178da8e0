"""Saves what can be read of a damaged history into a new one; the old file is kept."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from inspector.disk.aside import set_aside
from inspector.record import search
from inspector.record.database import HistoryError, open_to_write
from inspector.record.row import Row
from inspector.record.token_use import of_old
from inspector.record.writing import add

_LOGS = ("-wal", "-shm")


class Recovered(msgspec.Struct, frozen=True):
    """What became of a damaged history: the new file's attempts, and where the old one lies."""

    saved: int
    kept: Path | None


def recover(path: Path) -> Recovered:
    """Move a damaged history aside and copy what can be read into a new one.

    Raises HistoryError when the file can't be moved or a new one can't be made.
    """
    aside = _move(path)
    connection = open_to_write(path)
    saved = 0
    try:
        for old in _opened(aside):
            saved = sum(_copied(old, connection, row) for row in _readable(old))
    finally:
        connection.close()
    return Recovered(saved, aside)


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
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(aside)) as old:
        yield old


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
