"""The filter language of the history: `status:401 cause:expired host:api after:2d "free text"`."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from inspector.disk.encoding import whole
from inspector.model.collection import Problem
from inspector.wording import tr

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
    for minus, key, raw in _TERM.findall(whole(text)):
        value = raw.strip('"')
        if not value:
            continue
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


def _is(value: str, _now: datetime) -> Term:
    states = {
        "pinned": Term("pinned = 1"),
        "refused": Term("finding != ''"),
        "accepted": Term("status BETWEEN 200 AND 399 AND finding = ''"),
        "experiment": Term("origin = 'experiment'"),
        "imported": Term("origin = 'import'"),
    }
    if value.lower() not in states:
        raise _TermError(tr("After is: comes {names}.", names=", ".join(states)))
    return states[value.lower()]


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
