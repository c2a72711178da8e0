"""Reads the date in a cookie's Expires, which is freer than an HTTP date (RFC 6265bis §5.1.1)."""

import re
from datetime import UTC, datetime

from inspector.protocol.patterns import lazy_re

_DELIMITER = lazy_re(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_TIME = lazy_re(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D.*)?\Z", re.ASCII)
_DAY = lazy_re(r"(\d{1,2})(?:\D.*)?\Z", re.ASCII)
_YEAR = lazy_re(r"(\d{2,4})(?:\D.*)?\Z", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 200
_LAST_OF_2000S, _CENTURY, _FIRST_YEAR = 69, 100, 1601


def cookie_date(text: str) -> datetime | None:
    """Return the moment, or None where the text is no date."""
    found: dict[str, tuple[int, ...]] = {}
    for token in _DELIMITER.split(text[:_LONGEST]):
        _take(token, found)
    if set(found) != {"time", "day", "month", "year"}:
        return None
    year = found["year"][0]
    if year < _CENTURY:
        year += 2000 if year <= _LAST_OF_2000S else 1900
    hour, minute, second = found["time"]
    try:
        moment = datetime(
            year, found["month"][0], found["day"][0], hour, minute, second, tzinfo=UTC
        )
    except ValueError:
        return None
    return moment if year >= _FIRST_YEAR else None


def _take(token: str, found: dict[str, tuple[int, ...]]) -> None:
    """Let the token be the first thing still missing that it can be."""
    if "time" not in found and (time := _TIME.match(token)):
        found["time"] = tuple(map(int, time.groups()))
    elif "day" not in found and (day := _DAY.match(token)):
        found["day"] = (int(day[1]),)
    elif "month" not in found and token[:3].lower() in _MONTHS:
        found["month"] = (_MONTHS.index(token[:3].lower()) + 1,)
    elif "year" not in found and (year := _YEAR.match(token)):
        found["year"] = (int(year[1]),)
