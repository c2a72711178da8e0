"""Finds where a token was met, and the tokens it came from and led to."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from inspector.record.row import COLUMNS
from inspector.record.search import row
from inspector.record.token_use import Met, Past, TokenUse

MOST = 5000  # uses of one token that are looked at, the newest
_EXCHANGES = 40  # that are looked at for the tokens beside it
_COLUMNS = "fingerprint, exchange, role, kind, outcome, token.status, address, grant_type, source"
_SELECT = (
    f"SELECT {', '.join(f'attempt.{name}' for name in COLUMNS)}, NULL, {_COLUMNS} "  # noqa: S608 - own column names
    "FROM token JOIN attempt ON attempt.key = token.attempt"
)
_AT = len(COLUMNS) + 1


def past(
    connection: sqlite3.Connection,
    fingerprints: Iterable[str],
    ids: Iterable[str],
    upgrade: Callable[[], object],
) -> Past:
    """Return what is known of tokens, and which attempts are kept.

    upgrade: called where a file of before was not written to since.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'token'").fetchone():
        upgrade()
    return Past(related(connection, fingerprints), known_ids(connection, ids))


def related(connection: sqlite3.Connection, fingerprints: Iterable[str]) -> tuple[Met, ...]:
    """Return the uses of tokens, oldest first, with those of the tokens they are tied to.

    Tied are: what was received with them or for them, the refresh tokens among these with their
    own uses, what a fix obtained in their place or mended with them, and what the same source gave
    before and after.
    """
    asked = tuple(dict.fromkeys(fingerprints))
    own = [met for each in asked for met in _uses(connection, each)]
    beside = _beside(connection, own)
    refreshing = {met.use.fingerprint for met in beside if met.use.kind == "refresh"}
    more = [met for each in refreshing.difference(asked) for met in _uses(connection, each)]
    tied = (*_beside(connection, more), *_mended(connection, own), *_neighbours(connection, own))
    found = [*own, *beside, *more, *tied]
    unique = {(met.row.key, met.use): met for met in found}
    return tuple(sorted(unique.values(), key=lambda met: met.place))


def known_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return which of these attempts are kept."""
    statement = "SELECT 1 FROM attempt WHERE id = ?"
    return frozenset(one for one in ids if connection.execute(statement, [one]).fetchone())


def _uses(connection: sqlite3.Connection, fingerprint: str) -> Iterator[Met]:
    sql = f"{_SELECT} WHERE fingerprint = ? ORDER BY token.attempt DESC LIMIT ?"
    return map(_met, connection.execute(sql, [fingerprint, MOST]))


def _beside(connection: sqlite3.Connection, uses: Iterable[Met]) -> list[Met]:
    """Return all tokens of the exchanges that gave one of these, or took one to renew it."""
    telling = {
        (met.row.key, met.use.exchange): met
        for met in uses
        if met.use.role == "received" or met.use.kind == "refresh"
    }
    sql = f"{_SELECT} WHERE token.attempt = ? AND exchange = ?"
    chosen = list(telling)[:_EXCHANGES]
    return [_met(found) for each in chosen for found in connection.execute(sql, each)]


def _mended(connection: sqlite3.Connection, uses: Iterable[Met]) -> Iterator[Met]:
    """Yield what fixes of these attempts received, and what the attempts sent that these mend."""
    rows = {met.row.id: met.row for met in uses}
    refused = [row.id for row in rows.values() if row.finding][-_EXCHANGES:]
    after = f"{_SELECT} WHERE parent = ? AND parent != '' AND origin = 'fix' AND role = 'received'"
    for each in refused:
        yield from map(_met, connection.execute(after, [each]))
    parents = {row.parent for row in rows.values() if row.origin == "fix" and row.parent}
    before = f"{_SELECT} WHERE id = ? AND role = 'sent'"
    for each in list(parents)[:_EXCHANGES]:
        yield from map(_met, connection.execute(before, [each]))


def _neighbours(connection: sqlite3.Connection, uses: Iterable[Met]) -> Iterator[Met]:
    """Yield what the same source gave next before and after, of the same kind."""
    given = [met for met in uses if met.use.role == "received" and met.use.source]
    for met in given[:1]:
        for sign, order in (("<", "DESC"), (">", "ASC")):
            sql = (
                f"{_SELECT} WHERE source = ? AND source != '' AND kind = ? AND role = 'received' "
                f"AND fingerprint != ? AND (started, key) {sign} (?, ?) "
                f"ORDER BY started {order}, key {order} LIMIT 1"
            )
            use, its = met.use, met.row
            values = [use.source, use.kind, use.fingerprint, its.started, its.key]
            yield from map(_met, connection.execute(sql, values))


def _met(found: tuple[object, ...]) -> Met:
    names = TokenUse.__struct_fields__
    use = dict(zip(names, found[_AT:], strict=True))
    return Met(TokenUse(**use), row(found[:_AT]))  # type: ignore[arg-type] # the columns have the fields' types
