"""The tables of the history and their version."""

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
