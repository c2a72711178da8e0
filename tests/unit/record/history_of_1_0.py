"""Makes the file of a history as version 1.0 made it, by SQL alone."""

import sqlite3

from inspector.record.kept import encode

_TABLES = """
CREATE TABLE attempt (key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
 started INTEGER NOT NULL, name TEXT NOT NULL, method TEXT NOT NULL, host TEXT NOT NULL,
 path TEXT NOT NULL, url TEXT NOT NULL, status INTEGER, cause TEXT NOT NULL, finding TEXT NOT NULL,
 certainty TEXT NOT NULL, title TEXT NOT NULL, environment TEXT NOT NULL, credential TEXT NOT NULL,
 scheme TEXT NOT NULL, origin TEXT NOT NULL, parent TEXT NOT NULL, duration INTEGER NOT NULL,
 size INTEGER NOT NULL, pinned INTEGER NOT NULL, note TEXT NOT NULL);
CREATE TABLE whole (attempt INTEGER PRIMARY KEY REFERENCES attempt (key) ON DELETE CASCADE,
 data BLOB NOT NULL);
CREATE TABLE tag (attempt INTEGER NOT NULL REFERENCES attempt (key) ON DELETE CASCADE,
 name TEXT NOT NULL, PRIMARY KEY (attempt, name)) WITHOUT ROWID;
CREATE TABLE body (digest BLOB PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE has_body (attempt INTEGER NOT NULL REFERENCES attempt (key) ON DELETE CASCADE,
 digest BLOB NOT NULL REFERENCES body (digest), PRIMARY KEY (attempt, digest)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (url, headers, body, tokenize = 'unicode61');
PRAGMA user_version = 1000;
"""


def make(path, samples):
    """Write a file with these rows and wholes there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(_TABLES)
    for key, (row, kept) in enumerate(samples, 1):
        values = (row.id, row.started, row.name, row.method, row.host, row.path, row.url,
                  row.status, row.cause, row.finding, row.certainty, row.title, row.environment,
                  row.credential, row.scheme, row.origin, row.parent, row.duration, row.size,
                  row.pinned, row.note)  # fmt: skip
        connection.execute(f"INSERT INTO attempt VALUES ({key}, {', '.join('?' * 21)})", values)
        connection.execute("INSERT INTO whole VALUES (?, ?)", (key, encode(kept)[0]))
    connection.commit()
    connection.close()
