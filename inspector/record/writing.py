"""Writes the history: adds, marks and deletes attempts, each as one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import msgspec

from inspector.disk.encoding import whole
from inspector.model.attempt import Attempt
from inspector.model.message import Header, readable
from inspector.protocol.media_types import content_type, family
from inspector.record.kept import Bodies, Kept, encode
from inspector.record.row import COLUMNS, Row
from inspector.record.token_use import TokenUse

# ---------------- What the full-text search finds an attempt by
_SEARCHED = 64 * 1024  # bytes of each body
_TEXT = frozenset({"text", "json", "xml", "html", "form"})


def words_of(attempt: Attempt) -> tuple[str, str, str]:
    """Return the searchable text of addresses, headers and bodies; nothing else is searched."""
    urls, headers, bodies = [], [], []
    for exchange in attempt.exchanges:
        urls.append(readable(exchange.request.url))
        headers.append(_texts(exchange.request.headers))
        bodies.append(_text(exchange.request.headers, exchange.request.body))
        if exchange.reply is not None:
            headers.append(_texts(exchange.reply.headers))
            bodies.append(_text(exchange.reply.headers, exchange.reply.body))
    return "\n".join(urls), "\n".join(headers), "\n".join(filter(None, bodies))


def _texts(headers: Iterable[Header]) -> str:
    return "\n".join(f"{header.name}: {readable(header.value)}" for header in headers)


def _text(headers: tuple[Header, ...], body: bytes) -> str:
    declared = content_type(headers)
    if not body or (declared and family(declared) not in _TEXT):
        return ""
    return body[:_SEARCHED].decode("utf-8", "replace")


_STORED = tuple(name for name in COLUMNS if name != "key")
_INSERT = (
    f"INSERT INTO attempt ({', '.join(_STORED)}) "  # noqa: S608 - own column names
    f"VALUES ({', '.join('?' * len(_STORED))})"
)
_OPEN_PAGES = 500  # pages given back to the system at once
_NO_LONGER_USED = "DELETE FROM body WHERE digest NOT IN (SELECT digest FROM has_body)"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def add(connection: sqlite3.Connection, row: Row, kept: Kept) -> int:
    """Add an attempt and return its key; one that is there already keeps its key."""
    row, encoded = _spelled(row), encode(kept)
    with transaction(connection):
        there = _key_of(connection, row)
        return _insert(connection, row, kept, encoded) if there is None else there


def add_line(connection: sqlite3.Connection, row: Row) -> int:
    """Add an attempt of which no more than its line is left, and return its key."""
    row = _spelled(row)
    with transaction(connection):
        there = _key_of(connection, row)
        return _insert_line(connection, row) if there is None else there


def add_many(connection: sqlite3.Connection, pairs: Iterable[tuple[Row, Kept]]) -> int:
    """Add attempts as one transaction and return how many were not there yet."""
    encoded = [(_spelled(row), kept, encode(kept)) for row, kept in pairs]
    added = 0
    with transaction(connection):
        for row, kept, data in encoded:
            if _key_of(connection, row) is None:
                _insert(connection, row, kept, data)
                added += 1
    return added


def _spelled(row: Row) -> Row:
    """Return the line without halves of characters, which SQLite has no bytes for."""
    texts = {
        name: whole(value)
        for name, value in msgspec.structs.asdict(row).items()
        if isinstance(value, str)
    }
    return msgspec.structs.replace(row, **texts)


def _key_of(connection: sqlite3.Connection, row: Row) -> int | None:
    there = connection.execute("SELECT key FROM attempt WHERE id = ?", [row.id]).fetchone()
    return int(there[0]) if there is not None else None


def _insert(
    connection: sqlite3.Connection, row: Row, kept: Kept, encoded: tuple[bytes, Bodies]
) -> int:
    data, bodies = encoded
    size = len(data) + sum(map(len, bodies.values()))
    key = _insert_line(connection, msgspec.structs.replace(row, size=size))
    connection.execute("INSERT INTO whole VALUES (?, ?)", [key, data])
    for digest, body in bodies.items():
        connection.execute("INSERT OR IGNORE INTO body VALUES (?, ?)", [digest, body])
        connection.execute("INSERT INTO has_body VALUES (?, ?)", [key, digest])
    for line in _lines(key, kept.tokens):
        connection.execute(_NOTE, line)
    connection.execute(
        "INSERT INTO words (rowid, url, headers, body) VALUES (?, ?, ?, ?)",
        [key, *map(whole, words_of(kept.attempt))],
    )
    return key


def _insert_line(connection: sqlite3.Connection, row: Row) -> int:
    values = msgspec.structs.asdict(row)
    done = connection.execute(_INSERT, [values[name] for name in _STORED])
    key = int(done.lastrowid or 0)
    _tag(connection, key, row.tags)
    if row.origin == "import":
        connection.execute(_CAME, [key])
    return key


_CAME = "INSERT INTO imported VALUES (?, 1000 * strftime('%s', 'now'))"
_NOTE = "INSERT OR IGNORE INTO token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _lines(key: int, tokens: Iterable[TokenUse]) -> Iterator[tuple[str | int | None, ...]]:
    for one in tokens:
        what = (one.exchange, one.role, one.fingerprint, one.kind, one.outcome, one.status)
        values = (key, *what, one.address, one.grant, one.source)
        yield tuple(whole(value) if isinstance(value, str) else value for value in values)


def mark(
    connection: sqlite3.Connection,
    key: int,
    *,
    pinned: bool | None = None,
    note: str | None = None,
    tags: tuple[str, ...] | None = None,
) -> None:
    """Change the marks of an attempt, if it is still there; None leaves one as it is."""
    with transaction(connection):
        for name, value in (("pinned", pinned), ("note", note)):
            if value is not None:
                value = whole(value) if isinstance(value, str) else value  # noqa: PLW2901 - as it is kept
                connection.execute(f"UPDATE attempt SET {name} = ? WHERE key = ?", [value, key])  # noqa: S608 - own column names
        there = connection.execute("SELECT 1 FROM attempt WHERE key = ?", [key]).fetchone()
        if tags is not None and there:
            connection.execute("DELETE FROM tag WHERE attempt = ?", [key])
            _tag(connection, key, tags)


def _tag(connection: sqlite3.Connection, key: int, tags: Iterable[str]) -> None:
    names = dict.fromkeys(filter(None, (whole(tag).strip() for tag in tags)))
    connection.executemany("INSERT INTO tag VALUES (?, ?)", [(key, name) for name in names])


def delete(connection: sqlite3.Connection, keys: Iterable[int]) -> int:
    """Delete attempts for good and return how many; their bytes are overwritten."""
    with transaction(connection):
        gone = sum(_delete_one(connection, key) for key in keys)
        connection.execute(_NO_LONGER_USED)
    _give_back(connection)
    return gone


def _delete_one(connection: sqlite3.Connection, key: int) -> int:
    connection.execute("DELETE FROM words WHERE rowid = ?", [key])
    return connection.execute("DELETE FROM attempt WHERE key = ?", [key]).rowcount


def delete_where(
    connection: sqlite3.Connection, sql: str, values: Iterable[object], keep: Callable[[], bool]
) -> int:
    """Delete what fits a condition in small transactions; keep(): whether to go on."""
    chosen = [key for (key,) in connection.execute(f"SELECT key FROM attempt WHERE {sql}", values)]  # type: ignore[arg-type] # values that SQLite takes  # noqa: S608 - own text, values apart
    gone = 0
    for at in range(0, len(chosen), _AT_ONCE):
        if not keep():
            break
        with transaction(connection):
            gone += sum(_delete_one(connection, key) for key in chosen[at : at + _AT_ONCE])
    if gone:
        with transaction(connection):
            connection.execute(_NO_LONGER_USED)
        _give_back(connection)
    return gone


_AT_ONCE = 1000


def _give_back(connection: sqlite3.Connection) -> None:
    """Give free pages back to the system, and empty the log: deleted means gone."""
    while connection.execute("PRAGMA freelist_count").fetchone()[0]:
        before = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA incremental_vacuum({_OPEN_PAGES})").fetchall()
        if connection.execute("PRAGMA page_count").fetchone()[0] >= before:
            break
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


# ---------------- Prunes the history by age and size; pinned attempts stay
# What was imported counts from its import, however long ago it was recorded.
_TOO_OLD = (
    "pinned = 0 AND started < ? AND key NOT IN (SELECT attempt FROM imported WHERE moment >= ?)"
)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """days and megabytes: how old and how large the history may grow; 0 = no limit."""

    days: int = 30
    megabytes: int = 500


def prune(
    connection: sqlite3.Connection,
    limits: Limits,
    now: datetime,
    keep: Callable[[], bool] = lambda: True,
) -> int:
    """Delete what is over the limits, oldest first, and return how many attempts went."""
    gone = 0
    if limits.days:
        oldest = int((now - timedelta(days=limits.days)).timestamp() * 1000)
        gone += delete_where(connection, _TOO_OLD, [oldest, oldest], keep)
    if limits.megabytes:
        most = limits.megabytes * 1024 * 1024
        key = _first_over(connection, most)
        if key is not None:
            gone += delete_where(connection, "pinned = 0 AND key <= ?", [key], keep)
    return gone


def _first_over(connection: sqlite3.Connection, most: int) -> int | None:
    """Return the newest key that no longer fits into so many bytes, counted from the newest."""
    total = connection.execute("SELECT coalesce(sum(size), 0) FROM attempt").fetchone()[0]
    if total <= most:
        return None
    kept = 0
    for key, size in connection.execute("SELECT key, size FROM attempt ORDER BY key DESC"):
        kept += size
        if kept > most:
            return int(key)
    return None
