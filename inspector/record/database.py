"""Opens the file of the history: made, upgraded, or refused in plain words."""

import contextlib
import os
import sqlite3
import threading
import time
from pathlib import Path
from urllib.parse import quote

from inspector.model.collection import Problem
from inspector.wording import tr

# ---------------- The tables of the history and their version
MAJOR, MINOR = 1, 2
VERSION = MAJOR * 1000 + MINOR

# The list is filtered over `attempt` alone, so what is large lies in tables of its own.
TABLES = """
CREATE TABLE attempt (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    started INTEGER NOT NULL,
    name TEXT NOT NULL,
    method TEXT NOT NULL,
    host TEXT NOT NULL,
    path TEXT NOT NULL,
    url TEXT NOT NULL,
    status INTEGER,
    cause TEXT NOT NULL,
    finding TEXT NOT NULL,
    certainty TEXT NOT NULL,
    title TEXT NOT NULL,
    environment TEXT NOT NULL,
    credential TEXT NOT NULL,
    scheme TEXT NOT NULL,
    origin TEXT NOT NULL,
    parent TEXT NOT NULL,
    duration INTEGER NOT NULL,
    size INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX attempt_started ON attempt (started, key);
CREATE INDEX attempt_status ON attempt (status, started, key);
CREATE INDEX attempt_cause ON attempt (cause, started, key);
CREATE INDEX attempt_host ON attempt (host, started, key);
CREATE INDEX attempt_credential ON attempt (credential, started, key);
CREATE TABLE whole (
    attempt INTEGER PRIMARY KEY REFERENCES attempt (key) ON DELETE CASCADE,
    data BLOB NOT NULL
);
CREATE TABLE tag (
    attempt INTEGER NOT NULL REFERENCES attempt (key) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (attempt, name)
) WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name, attempt);
CREATE TABLE body (
    digest BLOB PRIMARY KEY,
    data BLOB NOT NULL
);
CREATE TABLE has_body (
    attempt INTEGER NOT NULL REFERENCES attempt (key) ON DELETE CASCADE,
    digest BLOB NOT NULL REFERENCES body (digest),
    PRIMARY KEY (attempt, digest)
) WITHOUT ROWID;
CREATE INDEX has_body_digest ON has_body (digest);
"""
# Since 1.1. Of a token only its fingerprint is kept.
TOKENS = """
CREATE TABLE token (
    attempt INTEGER NOT NULL REFERENCES attempt (key) ON DELETE CASCADE,
    exchange INTEGER NOT NULL,
    role TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    address TEXT NOT NULL,
    grant_type TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (attempt, exchange, role, fingerprint)
) WITHOUT ROWID;
CREATE INDEX token_fingerprint ON token (fingerprint, attempt);
CREATE INDEX token_source ON token (source, attempt) WHERE source != '';
CREATE INDEX attempt_parent ON attempt (parent) WHERE parent != '';
"""
# Of attempts kept before, the credential they were sent with is known.
TOKENS_OF_OLD = """
INSERT OR IGNORE INTO token
SELECT key, -1, 'sent', credential, '',
       CASE WHEN finding != '' THEN 'refused' WHEN status BETWEEN 200 AND 399 THEN 'accepted'
       ELSE '' END,
       status, '', '', ''
FROM attempt WHERE credential != '';
"""
# Since 1.2. What was imported is as old as its import: it may have been recorded long ago.
IMPORTED = """
CREATE TABLE imported (
    attempt INTEGER PRIMARY KEY REFERENCES attempt (key) ON DELETE CASCADE,
    moment INTEGER NOT NULL
);
"""
IMPORTED_OF_OLD = """
INSERT OR IGNORE INTO imported
SELECT key, 1000 * strftime('%s', 'now') FROM attempt WHERE origin = 'import';
"""
SEARCHED = """
CREATE VIRTUAL TABLE words USING fts5 (url, headers, body, tokenize = 'unicode61');
"""
SEARCHED_PLAIN = """
CREATE TABLE words (rowid INTEGER PRIMARY KEY, url TEXT, headers TEXT, body TEXT);
"""


_WAIT = 5.0  # seconds for another program to finish its write
_PAUSE = 0.02  # seconds between two tries where SQLite doesn't wait itself


class HistoryError(Exception):
    """The history can't be used as asked; `problem` says why, `kind` in a word.

    kind: newer, damaged, read-only, locked, full, unreadable.
    """

    def __init__(self, kind: str, problem: Problem) -> None:
        super().__init__(problem.what)
        self.kind = kind
        self.problem = problem


def open_to_write(path: Path) -> sqlite3.Connection:
    """Return a connection that may write; a missing file is made, readable by its owner only.

    After an end that was not clean (a crash, a power cut) its pages are checked, so that damage is
    met now and not by whoever reads there next. Raises HistoryError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        ended_badly = _has_log(path)
        made = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        return _prepared(made, path, check=ended_badly)
    except sqlite3.Error as error:
        raise told(error, path) from error
    except OSError as error:
        raise HistoryError("read-only", _not_there(path, error.strerror or "")) from error


def open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads. Raises HistoryError."""
    connection = None
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None)
        _check_version(connection, path)
    except sqlite3.Error as error:
        _close(connection)
        raise told(error, path) from error
    except HistoryError:
        _close(connection)
        raise
    return connection


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the tables were made; SQLite's file is there before they are."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0])


def open_in_memory() -> sqlite3.Connection:
    """Return a history that lasts for this run only, for any thread that takes turns."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _set_up(connection)
    _make(connection)
    return connection


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another at the same path, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def told(error: sqlite3.Error, path: Path) -> HistoryError:
    """Return what SQLite says in words for people."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kind = _KINDS.get(code, "unreadable")
    if kind == "unreadable" and isinstance(error, sqlite3.DatabaseError) and code == 0:
        kind = "damaged"
    return HistoryError(kind, _problem(kind, path, str(error)))


_KINDS = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CANTOPEN: "read-only",
}


def _problem(kind: str, path: Path, reason: str) -> Problem:
    texts = {
        "damaged": (
            tr("The history is damaged: {reason}.", reason=reason),
            tr("What can be read is copied to a new history; the old file is kept beside it."),
        ),
        "locked": (
            tr("Another program holds the history."),
            tr("Close the other program; attempts are written as soon as it lets go."),
        ),
        "full": (
            tr("There is no space left for the history."),
            tr("Free some space; new attempts stay in their tabs meanwhile."),
        ),
        "read-only": (
            tr("The history can't be written."),
            tr("Allow writing to the file and its folder; new attempts stay in their tabs."),
        ),
        "unreadable": (
            tr("The history can't be used: {reason}.", reason=reason),
            tr("Check the file; new attempts stay in their tabs meanwhile."),
        ),
    }
    what, todo = texts[kind]
    return Problem(what=what, where=str(path), todo=todo)


def _not_there(path: Path, reason: str) -> Problem:
    what = tr("The history can't be written: {reason}.", reason=reason)
    todo = tr("Allow writing to the file and its folder; new attempts stay in their tabs.")
    return Problem(what=what, where=str(path), todo=todo)


def _has_log(path: Path) -> bool:
    """Whether a log was left; who ends cleanly, and alone, empties and removes it."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _prepared(connection: sqlite3.Connection, path: Path, *, check: bool) -> sqlite3.Connection:
    try:
        _check_version(connection, path)  # before anything is changed
        if check:
            _check_pages(connection, path)
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _write_ahead(connection)
        _set_up(connection)
        if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            _make(connection)
        connection.execute("SELECT key FROM attempt ORDER BY key DESC LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep changes in a log from now on, which many may read and one may write at a time.

    SQLite doesn't wait here for another program that makes the same new file, it gives up at once.
    """
    until, nothing = time.monotonic() + _WAIT, threading.Event()
    while not _writes_ahead(connection, last=time.monotonic() >= until):
        nothing.wait(_PAUSE)


def _writes_ahead(connection: sqlite3.Connection, *, last: bool) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _set_up(connection: sqlite3.Connection) -> None:
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version // 1000 > MAJOR:
        problem = Problem(
            what=tr("The history was written by a newer Request Inspector."),
            where=str(path),
            todo=tr("Start the newer program to see it. It is left as it is."),
        )
        raise HistoryError("newer", problem)


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise HistoryError("damaged", _problem("damaged", path, said))


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables that are missing, unless another program just did."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            _searchable(connection)
            _run(connection, TABLES + TOKENS + IMPORTED)
        elif found < _WITH_TOKENS:
            _run(connection, TOKENS + TOKENS_OF_OLD)
        if 0 < found < _WITH_IMPORTED:
            _run(connection, IMPORTED + IMPORTED_OF_OLD)
        if found < VERSION:
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


_WITH_TOKENS, _WITH_IMPORTED = 1001, 1002


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """Run one after another within the transaction, which `executescript` would end."""
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)


def _searchable(connection: sqlite3.Connection) -> None:
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if "ENABLE_FTS5" not in options:
        connection.execute(SEARCHED_PLAIN)
        return
    connection.execute(SEARCHED)
    with contextlib.suppress(sqlite3.Error):  # SQLite before 3.42 leaves deleted words to a merge
        connection.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()
