"""Reads times as headers, tokens and bodies write them, all in UTC (RFC 9110 §5.6.7)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from inspector.model.message import Header, first
from inspector.protocol.patterns import lazy_re

_LONGEST = 64
_MILLISECONDS_FROM = 100_000_000_000  # as seconds this would be the year 5138
_MICROSECONDS_FROM = _MILLISECONDS_FROM * 1000
_LAST = 253_402_300_799  # the last second of the year 9999
_BASIC = lazy_re(r"\d{8}T\d{6}Z\Z", re.ASCII)
_NUMBER = lazy_re(r"-?\d{1,20}(?:\.\d{1,9})?\Z")
_DIGITS = lazy_re(r"\d{1,9}\Z", re.ASCII)


@lru_cache(maxsize=1024)  # a long trace has many replies of the same second
def http_date(text: str) -> datetime | None:
    """Read an HTTP date in any of its three formats; None for anything else."""
    if not text or len(text) > _LONGEST:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - no window needs it to open

    try:
        return _utc(parsedate_to_datetime(text.strip()))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def iso_date(text: str, *, zoned: bool = False) -> datetime | None:
    """Read an ISO 8601 time (RFC 3339 and its looser relatives).

    Without a zone it is UTC; zoned: then it is none, because nobody knows whose clock it is.
    """
    if not text or len(text) > _LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return None if zoned and moment.tzinfo is None else _utc(moment)
    except (ValueError, OverflowError):
        return None


def basic_date(text: str) -> datetime | None:
    """Read `20261125T100435Z`, the basic form of ISO 8601 that signatures of AWS and Google use."""
    return iso_date(text) if _BASIC.match(text) else None


def utc(seconds: float) -> datetime:
    """Return seconds since 1970 as a time; errors beyond the year 9999 (ValueError, OSError)."""
    return datetime.fromtimestamp(seconds, UTC)


def from_seconds(value: object) -> datetime | None:
    """Read a NumericDate (RFC 7519 §2): seconds since 1970; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return utc(value)
    except (ValueError, OverflowError, OSError):
        return None


def loose_numeric_date(value: object) -> datetime | None:
    """Read a NumericDate as issuers write it, also in milliseconds or as text; only after 1970."""
    try:
        number = float(value) if isinstance(value, str) else value
    except ValueError:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    seconds = number / 1000 if number > _MILLISECONDS_FROM else number
    return from_seconds(seconds) if 0 < seconds < _LAST else None


def epoch(value: Any) -> datetime | None:
    """Read a time counted from 1970 in seconds, milliseconds or microseconds, by its size."""
    number = _number(value)
    if number is None:
        return None
    if abs(number) >= _MICROSECONDS_FROM:
        number /= 1_000_000
    elif abs(number) >= _MILLISECONDS_FROM:
        number /= 1000
    if not -_LAST <= number <= _LAST:
        return None
    return from_seconds(number)


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        return float(value) if _NUMBER.match(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def any_date(value: Any) -> datetime | None:
    """Read a time in any form that this module knows."""
    if not isinstance(value, str):
        return epoch(value)
    return epoch(value) or http_date(value) or iso_date(value)


def retry_after(text: str, now: datetime | None) -> timedelta | None:
    """Read Retry-After, which is seconds or a date (RFC 9110 §10.2.3); never less than nothing.

    now: the server's clock, which a date needs.
    """
    text = text.strip()
    if _DIGITS.match(text):
        return timedelta(seconds=int(text))
    moment = http_date(text)
    return max(moment - now, timedelta()) if moment and now else None


# ---------------- When to come again: Retry-After, and limits of requests
def none_left(header: Header) -> bool:
    """Whether a header says that no more requests are left.

    By draft-ietf-httpapi-ratelimit-headers one holds all: `RateLimit: limit=5, remaining=0,
    reset=30` and `RateLimit: "a";r=0;t=30`.
    """
    spent = _REMAINING.match(header.name) and header.value.strip() == "0"
    one = header.name.lower() == "ratelimit" and _ONE_HEADER.search(header.value)
    return bool(spent or one)


_REMAINING = lazy_re(r"(?i)^(?:x-)?rate-?limit-remaining(?:-\w+)?$")
_ONE_HEADER = lazy_re(r"(?i)\b(?:remaining|r)=0\b")


def wait_told(
    headers: Iterable[Header], now: datetime | None, *, limited: bool
) -> tuple[str, timedelta] | None:
    """Return the header that says when to come again, and after how long; None without one.

    Retry-After (RFC 9110 §10.2.3) goes before its like.
    limited: whether it is for the number of requests, so that the end of a limit counts, too, as
    it does where none is left. now: the server's clock, which a moment needs.
    """
    listed = tuple(headers)
    told = {header.name.lower(): header.value.strip() for header in listed}
    for name in ("retry-after", "x-retry-after"):
        wait = retry_after(told.get(name, ""), now)
        if wait is not None:
            return name, wait
    for name in _RESETS if limited or any(map(none_left, listed)) else ():
        found = _LIMIT_ENDS.search(told.get(name, ""))
        wait = _until(found[1], now) if found is not None else None
        if wait is not None:
            return name, wait
    return None


_RESETS = (
    "ratelimit-reset", "x-ratelimit-reset-after", "x-ratelimit-reset", "x-rate-limit-reset",
    "ratelimit",
)  # fmt: skip
# finds `30`, `1699923600`, `limit=5, remaining=0, reset=30`, `"default";r=0;t=30`
# but not `"default";q=100`
_LIMIT_ENDS = lazy_re(r"(?:^|\breset=|;t=)(\d{1,13})\b")
_MOMENT_FROM = 100_000_000  # as a time to wait this would be three years


def _until(text: str, now: datetime | None) -> timedelta | None:
    """Return a time to wait from seconds, or from the moment that it ends, counted from 1970."""
    if int(text) < _MOMENT_FROM:
        return timedelta(seconds=int(text))
    moment = epoch(text)
    return max(moment - now, timedelta()) if moment and now else None


# ---------------- The clock of a server, and days
def server_time(headers: tuple[Header, ...]) -> datetime | None:
    """Return the server's own clock from its Date header."""
    return http_date(first(headers, "date") or "")


def write(moment: datetime) -> str:
    """Write a time as an HTTP date."""
    from email.utils import format_datetime  # noqa: PLC0415 - no window needs it to open

    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def calendar_day(text: str) -> date:
    """Read a day as people type it, 2026-11-28 (ISO 8601). Raises ValueError."""
    return date.fromisoformat(text)
