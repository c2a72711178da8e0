"""Saves what can be read of a damaged history into a new one; the old file is kept.

What SQLite still reads is copied first. The rest is gathered from the pages by themselves, so that
a file without its beginning, middle or end gives back what the others hold.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from inspector.disk.aside import set_aside
from inspector.record import search
from inspector.record.database import HistoryError, open_to_write
from inspector.record.row import Row
from inspector.record.salvage import salvage
from inspector.record.token_use import of_old
from inspector.record.writing import add, add_line

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
