"""Which entries of a recording fit what is typed: `status:401 host:api -path:/health orders`."""

import re
from collections.abc import Callable

from inspector.record.row import Row

_TERM = re.compile(r'(-?)(?:(status|host|path|method|title|finding):)?("[^"]*"?|\S+)')
_KIND = re.compile(r"([1-5])xx", re.IGNORECASE)
Fits = Callable[[Row], bool]


def read_wanted(text: str) -> Fits:
    """Return what tells whether a row fits: it has all that is asked for."""
    terms = [_term(*found) for found in _TERM.findall(text)]
    return lambda row: all(term(row) for term in terms)


def _term(minus: str, key: str, raw: str) -> Fits:
    value = raw.strip('"').lower()
    fits = _status(value) if key == "status" else _words(key, value)
    return (lambda row: not fits(row)) if minus else fits


def _status(value: str) -> Fits:
    kind = _KIND.fullmatch(value)
    if kind is not None:
        return lambda row: (row.status or 0) // 100 == int(kind[1])
    return lambda row: str(row.status or "none").startswith(value)


def _words(key: str, value: str) -> Fits:
    if key:
        return lambda row: value in str(getattr(row, key)).lower()
    return lambda row: value in f"{row.method} {row.url} {row.status or ''} {row.title}".lower()
