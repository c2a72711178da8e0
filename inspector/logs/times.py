"""Reads the times of log lines, quickly, and the ends of a period as people type them."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from inspector.protocol.dates import any_date

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)\Z")
_APACHE = re.compile(
    r"\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(\.\d{1,6})? (\d{4})\Z", re.ASCII
)
_NGINX = re.compile(r"(\d{4})/(\d\d)/(\d\d) (\d\d):(\d\d):(\d\d)\Z", re.ASCII)


def clf(text: str) -> float | None:
    """Read `25/Nov/2026:10:04:35 +0000`, as access logs write it."""
    start = _minute(text[:18] + text[20:])
    try:
        return None if start is None else start + int(text[18:20])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _minute(text: str) -> float | None:
    """Return the start of a minute, written without its seconds; may have a fraction."""
    zone = _ZONE.search(text)
    try:
        day, month, year = int(text[:2]), _MONTHS[text[3:6].title()], int(text[7:11])
        moment = datetime(year, month, day, int(text[12:14]), int(text[15:17]), tzinfo=UTC)
    except (KeyError, ValueError):
        return None
    shift = 0
    if zone:
        shift = (int(zone[2]) * 60 + int(zone[3])) * (60 if zone[1] == "+" else -60)
    return moment.timestamp() - shift


def iso(text: str) -> tuple[float | None, bool]:
    """Read an ISO 8601 time; the second value says whether it had a zone."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text.replace(",", "."))
    except ValueError:
        return None, True
    zoned = moment.tzinfo is not None
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp(), zoned


def any_time(value: object) -> tuple[float | None, bool]:
    """Read a time of any form that JSON logs have; the second value: whether it had a zone."""
    if isinstance(value, str):
        if value[2:3] == "/" and value[11:12] == ":":
            return clf(value), True
        found, zoned = iso(value)
        if found is not None:
            return found, zoned
    moment = any_date(value)
    return (moment.timestamp() if moment else None), True


def apache_error(text: str) -> float | None:
    """Read `Wed Nov 25 10:04:35.123456 2026`, the server's local time, as if it were UTC."""
    found = _APACHE.match(text)
    if not found:
        return None
    month = _MONTHS.get(found[1].title())
    return _local(found[7], month, *found.groups()[1:5], fraction=found[6])


def nginx_error(text: str) -> float | None:
    """Read `2026/11/25 10:04:35`, the server's local time, as if it were UTC."""
    found = _NGINX.match(text)
    return _local(found[1], int(found[2]), *found.groups()[2:]) if found else None


def _local(year: str, month: int | None, *rest: str, fraction: str | None = None) -> float | None:
    day, hour, minute, second = map(int, rest)
    try:
        moment = datetime(int(year), month or 0, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return moment.timestamp() + float(fraction or 0)


# ---------------- Reads the ends of a period as people type them: a time, or so long ago
_AGO = re.compile(r"(\d{1,6})\s*(s|m|min|h|d|w)\Z")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}


def moment(text: str, now: datetime | None = None) -> float | None:
    """Return seconds since 1970 for `2026-11-25T10:00`, an HTTP date, or `2h` (ago).

    A time without a zone is UTC. None where it can't be read.
    """
    ago = _AGO.match(text.strip())
    if ago:
        length = timedelta(seconds=int(ago[1]) * _SECONDS[ago[2]])
        return ((now or datetime.now(UTC)) - length).timestamp()
    found = any_date(text.strip())
    return found.timestamp() if found else None
