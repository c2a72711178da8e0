"""Reads the history by filters: pages by key, counts, the strip over time, a whole attempt."""

import re
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from inspector.disk.encoding import whole as whole_text
from inspector.model.collection import Problem
from inspector.record.kept import Kept, decode
from inspector.record.row import COLUMNS, Row, Span
from inspector.wording import tr

# ---------------- The filter language of the history
Value = str | int
_TERM = re.compile(r'(-?)(?:([A-Za-z]+):)?("(?:[^"]*)"?|\S+)')
_AGO = re.compile(r"(\d+)([mhdw])")
_STATUS = re.compile(r"(<=|>=|<|>)?(\d{1,3})|([1-5])xx", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Term(msgspec.Struct, frozen=True):
    """One condition: SQL over the columns of `attempt`, with its values."""

    sql: str
    values: tuple[Value, ...] = ()
    negated: bool = False


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of filter text asks for.

    words: for the full text, each as it begins. problems: terms that were not understood; the
    rest still counts.
    """

    terms: tuple[Term, ...] = ()
    words: tuple[tuple[str, bool], ...] = ()
    problems: tuple[Problem, ...] = ()


class _TermError(ValueError):
    """A term has a value that its key can't take; the text says what it can."""


def read_filter(text: str, now: datetime | None = None) -> Filter:
    """Read a line of filter text; never raises. now: for `after:2d`, by default the present."""
    moment = now or datetime.now(UTC)
    terms, words, problems = [], [], []
    for minus, key, raw in _TERM.findall(whole_text(text)):
        value = raw.strip('"')
        if not value or (not key and value[:-1].lower() in KEYS and value.endswith(":")):
            continue  # a key whose value is not typed yet
        if not key or value.startswith("//"):  # an address is searched for
            words.append((f"{key}:{value}" if key else value, bool(minus)))
            continue
        try:
            term = _term(key.lower(), value, moment)
        except _TermError as error:
            problems.append(Problem(what=str(error), where=f"{key}:{raw}", todo=_known()))
            continue
        terms.append(msgspec.structs.replace(term, negated=bool(minus)))
    return Filter(terms=tuple(terms), words=tuple(words), problems=tuple(problems))


def read_listed(text: str) -> Filter:
    """Read a line of filter text for the list: without experiments, unless it asks for them."""
    wanted = read_filter(text)
    if any("origin" in term.sql for term in wanted.terms):
        return wanted
    own = Term("origin = 'experiment'", negated=True)
    return msgspec.structs.replace(wanted, terms=(*wanted.terms, own))


def _term(key: str, value: str, now: datetime) -> Term:
    if key in _CONTAINS:
        columns = _CONTAINS[key]
        sql = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
        return Term(f"({sql})", (f"%{_escaped(value)}%",) * len(columns))
    reader = _READERS.get(key)
    if reader is None:
        raise _TermError(tr("{key} is no key of the filter.", key=f"{key}:"))
    return reader(value, now)


def _status(value: str, _now: datetime) -> Term:
    if value.lower() == "none":
        return Term("status IS NULL")
    found = _STATUS.fullmatch(value)
    if found is None:
        raise _TermError(tr("A status is a number, 4xx, >=400 or none."))
    if found[3]:
        first = int(found[3]) * 100
        return Term("status BETWEEN ? AND ?", (first, first + 99))
    return Term(f"status {found[1] or '='} ?", (int(found[2]),))


def _method(value: str, _now: datetime) -> Term:
    return Term("method = ?", (value.upper(),))


def _after(value: str, now: datetime) -> Term:
    return Term("started >= ?", (_moment(value, now),))


def _before(value: str, now: datetime) -> Term:
    return Term("started < ?", (_moment(value, now),))


def _moment(value: str, now: datetime) -> int:
    """Return a time or an age ("90m", "2d") as milliseconds since 1970."""
    ago = _AGO.fullmatch(value)
    try:
        if ago is not None:
            moment = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        else:
            moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError) as error:
        text = tr("A time is a date such as 2026-11-25, or an age such as 90m, 12h, 2d or 1w.")
        raise _TermError(text) from error
    return int(moment.timestamp() * 1000)


def _tag(value: str, _now: datetime) -> Term:
    sql = "key IN (SELECT attempt FROM tag WHERE name = ? COLLATE NOCASE)"
    return Term(sql, (value,))


STATES = {
    "pinned": Term("pinned = 1"),
    "refused": Term("finding != ''"),
    "accepted": Term("status BETWEEN 200 AND 399 AND finding = ''"),
    "experiment": Term("origin = 'experiment'"),
    "imported": Term("origin = 'import'"),
}


def _is(value: str, _now: datetime) -> Term:
    if value.lower() not in STATES:
        raise _TermError(tr("After is: comes {names}.", names=", ".join(STATES)))
    return STATES[value.lower()]


def _credential(value: str, _now: datetime) -> Term:
    return Term("credential = ?", (value.lower(),))


_CONTAINS = {
    "host": ("host",),
    "path": ("path",),
    "url": ("url",),
    "name": ("name",),
    "env": ("environment",),
    "cause": ("cause", "finding"),
    "finding": ("finding",),
    "title": ("title",),
    "note": ("note",),
    "scheme": ("scheme",),
    "origin": ("origin",),
    "certainty": ("certainty",),
}
_READERS: dict[str, Callable[[str, datetime], Term]] = {
    "status": _status,
    "method": _method,
    "after": _after,
    "before": _before,
    "tag": _tag,
    "is": _is,
    "credential": _credential,
}
KEYS = tuple(sorted((*_CONTAINS, *_READERS)))


def _known() -> str:
    return tr("Keys are {names}; other words are searched for.", names=", ".join(KEYS))


def _escaped(value: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", value)


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


def key_of(connection: sqlite3.Connection, identity: str) -> int | None:
    """Return the key of the attempt with that id, None when it is gone."""
    found = connection.execute("SELECT key FROM attempt WHERE id = ?", [identity]).fetchone()
    return None if found is None else int(found[0])


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
    for word, minus in wanted.words:
        sql, more = (_matching if full_text else _alike)(word)
        found = f"(+key IN ({sql}) OR {_TOLD})"
        parts.append(f"NOT {found}" if minus else found)
        values += [*more, *[f"%{_escaped(word)}%"] * 2]
    return " AND ".join(parts), values


# What the list says of an attempt: a word looks there as well as into what was sent and received.
_TOLD = r"title LIKE ? ESCAPE '\' OR name LIKE ? ESCAPE '\'"


def _matching(word: str) -> tuple[str, list[Value]]:
    quoted = '"' + word.replace('"', '""') + '"*'
    return "SELECT rowid FROM words WHERE words MATCH ?", [quoted]


def _alike(word: str) -> tuple[str, list[Value]]:
    one = "(url LIKE ? OR headers LIKE ? OR body LIKE ?)"
    return f"SELECT rowid FROM words WHERE {one}", [f"%{word}%"] * 3  # noqa: S608 - own text, values apart


def row(found: tuple[object, ...]) -> Row:
    """Return a line of the table as a record."""
    *values, tags = found
    fields = dict(zip(COLUMNS, values, strict=True))
    fields["pinned"] = bool(fields["pinned"])
    return Row(**fields, tags=tuple(str(tags).split("\x1f")) if tags else ())  # type: ignore[arg-type] # the columns have the fields' types
