"""Reads the history: pages by key, counts, the strip over time, one whole attempt."""

import sqlite3
from collections.abc import Iterable

from inspector.record.filters import Filter, Value
from inspector.record.kept import Kept, decode
from inspector.record.row import COLUMNS, Row, Span

PAGE = 200
Mark = tuple[int, int]  # started and key of the last row of the page before
_TAGS = "(SELECT group_concat(name, char(31)) FROM tag WHERE attempt = attempt.key)"
_SELECT = f"SELECT {', '.join(COLUMNS)}, {_TAGS} FROM attempt"  # noqa: S608 - own column names


def page(
    connection: sqlite3.Connection,
    wanted: Filter,
    after: Mark | None = None,
    limit: int = PAGE,
) -> tuple[Row, ...]:
    """Return the newest rows that fit, older than `after`; by key, so any depth costs the same."""
    sql, values = condition(wanted, full_text=has_words(connection))
    if after is not None:
        sql, values = f"{sql} AND (started, key) < (?, ?)", [*values, *after]
    order = "ORDER BY started DESC, key DESC LIMIT ?"
    found = connection.execute(f"{_SELECT} WHERE {sql} {order}", [*values, limit])
    return tuple(map(row, found))


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """Return how many attempts fit."""
    sql, values = condition(wanted, full_text=has_words(connection))
    statement = f"SELECT count(*) FROM attempt WHERE {sql}"  # noqa: S608 - own text, values apart
    return int(connection.execute(statement, values).fetchone()[0])


def strip(
    connection: sqlite3.Connection, wanted: Filter, span: tuple[int, int], columns: int
) -> tuple[Span, ...]:
    """Return refused and all attempts in equal columns of the time from span[0] to span[1]."""
    start, end = span
    width = max(1, -(-(end - start) // columns))
    sql, values = condition(wanted, full_text=has_words(connection))
    statement = (
        f"SELECT (started - ?) / ? AS place, sum(finding != ''), count(*) FROM attempt "  # noqa: S608 - own text, values apart
        f"WHERE started >= ? AND started < ? AND {sql} GROUP BY place"
    )
    found = {
        place: (refused, total)
        for place, refused, total in connection.execute(
            statement, [start, width, start, end, *values]
        )
    }
    places = range(-(-(end - start) // width))
    return tuple(Span(start + at * width, *found.get(at, (0, 0))) for at in places)


def extent(connection: sqlite3.Connection) -> tuple[int, int] | None:
    """Return the times of the first and the last attempt in milliseconds, None without any."""
    first, last = connection.execute("SELECT min(started), max(started) FROM attempt").fetchone()
    return (first, last) if first is not None else None


def rows(connection: sqlite3.Connection, keys: Iterable[int]) -> tuple[Row, ...]:
    """Return these rows in the order asked; those that are gone are left out."""
    statement = f"{_SELECT} WHERE key = ?"
    found = (connection.execute(statement, [key]).fetchone() for key in keys)
    return tuple(row(each) for each in found if each is not None)


def whole(connection: sqlite3.Connection, key: int) -> Kept | None:
    """Return one attempt as it was kept, None when it is gone. Raises msgspec.MsgspecError."""
    found = connection.execute("SELECT data FROM whole WHERE attempt = ?", [key]).fetchone()
    if found is None:
        return None
    bodies = connection.execute(
        "SELECT digest, data FROM body JOIN has_body USING (digest) WHERE attempt = ?", [key]
    )
    return decode(found[0], dict(bodies.fetchall()))


def turn(connection: sqlite3.Connection, key: int) -> tuple[Row, Row] | None:
    """Return the last good attempt and the first bad one after it, of that attempt's request.

    None where it never worked, or the attempt is gone. The same request: method, host and path;
    experiments don't count.
    """
    mine = rows(connection, [key])
    if not mine:
        return None
    same = "method = ? AND host = ? AND path = ? AND environment = ? AND origin != 'experiment'"
    values: list[Value] = [mine[0].method, mine[0].host, mine[0].path, mine[0].environment]
    good = connection.execute(
        f"{_SELECT} WHERE {same} AND finding = '' AND status IS NOT NULL AND started <= ? "
        "ORDER BY started DESC, key DESC LIMIT 1",
        [*values, mine[0].started],
    ).fetchone()
    if good is None:
        return None
    last = row(good)
    bad = connection.execute(
        f"{_SELECT} WHERE {same} AND finding != '' AND (started, key) > (?, ?) "
        "ORDER BY started, key LIMIT 1",
        [*values, last.started, last.key],
    ).fetchone()
    return (last, row(bad)) if bad is not None else None


def has_words(connection: sqlite3.Connection) -> bool:
    """Whether words are searched by FTS5; without it they are compared one by one."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
    return found is not None and "fts5" in found[0].lower()


def condition(wanted: Filter, *, full_text: bool) -> tuple[str, list[Value]]:
    """Return the SQL condition of a filter, with its values."""
    parts = ["1"]
    values: list[Value] = []
    for term in wanted.terms:
        parts.append(f"NOT coalesce({term.sql}, 0)" if term.negated else term.sql)
        values += term.values
    for negated in (False, True):
        chosen = [word for word, minus in wanted.words if minus is negated]
        if chosen:
            sql, more = (_matching if full_text else _alike)(chosen, either=negated)
            parts.append(f"+key {'NOT IN' if negated else 'IN'} ({sql})")
            values += more
    return " AND ".join(parts), values


def _matching(chosen: list[str], *, either: bool) -> tuple[str, list[Value]]:
    quoted = ('"' + word.replace('"', '""') + '"*' for word in chosen)
    match = (" OR " if either else " AND ").join(quoted)
    return "SELECT rowid FROM words WHERE words MATCH ?", [match]


def _alike(chosen: list[str], *, either: bool) -> tuple[str, list[Value]]:
    one = "(url LIKE ? OR headers LIKE ? OR body LIKE ?)"
    sql = (" OR " if either else " AND ").join([one] * len(chosen))
    return f"SELECT rowid FROM words WHERE {sql}", [  # noqa: S608 - own text, values apart
        value for word in chosen for value in [f"%{word}%"] * 3
    ]


def row(found: tuple[object, ...]) -> Row:
    """Return a line of the table as a record."""
    *values, tags = found
    fields = dict(zip(COLUMNS, values, strict=True))
    fields["pinned"] = bool(fields["pinned"])
    return Row(**fields, tags=tuple(str(tags).split("\x1f")) if tags else ())  # type: ignore[arg-type] # the columns have the fields' types
