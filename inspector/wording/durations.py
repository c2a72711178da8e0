"""Writes lengths of time for people: the only place that does.

`span` is read in a sentence ("27 minutes ago"), `length` and `exact` where the second counts, of
two units without a second one that is nought ("2 h"), and `took` says how long something ran;
`short` is for labels. Signs are left out: a sentence says whether it is past.
"""

from datetime import timedelta
from typing import Literal

from inspector.wording.translate import tr, tr_n

Unit = Literal["second", "minute", "hour", "day", "year"]

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_YEAR = 365 * _DAY
_TWO = 2  # of a unit, from which on it is counted in
_SECOND = 1000  # milliseconds
_TEN_SECONDS = 10_000
_LEAST = 0.05  # milliseconds: below, a figure would say that it took no time


def counted(count: int, unit: Unit) -> str:
    """Return a number of units: "1 day", "30 days"."""
    if unit == "second":
        return tr_n("{count} second", "{count} seconds", count)
    if unit == "minute":
        return tr_n("{count} minute", "{count} minutes", count)
    if unit == "hour":
        return tr_n("{count} hour", "{count} hours", count)
    if unit == "day":
        return tr_n("{count} day", "{count} days", count)
    return tr_n("{count} year", "{count} years", count)


def span(time: timedelta) -> str:
    """Return a length of time in its largest unit of which there are two: "27 minutes"."""
    seconds = abs(int(time.total_seconds()))
    if seconds < _TWO * _MINUTE:
        return counted(seconds, "second")
    if seconds < _TWO * _HOUR:
        return counted(seconds // _MINUTE, "minute")
    if seconds < _TWO * _DAY:
        return counted(seconds // _HOUR, "hour")
    return _days(seconds)


def side_of(off: timedelta) -> str:
    """Return on which side of another a clock is that is off by a time: "ahead of", "behind"."""
    return tr("ahead of") if off > timedelta(0) else tr("behind")


def length(time: timedelta) -> str:
    """Return a length of time in two units: "27 min 29 s"; days and years alone: "3 days"."""
    seconds = abs(round(time.total_seconds()))
    return _two_units(seconds) if seconds < _DAY else _days(seconds)


def short(time: timedelta) -> str:
    """Return a length of time in few letters, as a label has room for: "36 min", "40 s"."""
    seconds = abs(int(time.total_seconds()))
    if seconds < _TWO * _MINUTE:
        return in_seconds(seconds)
    if seconds < _TWO * _HOUR:
        return tr("{minutes} min", minutes=seconds // _MINUTE)
    return length(time)


def exact(time: timedelta) -> str:
    """Return a length of time in two units, days with their hours: "27 min 29 s", "3 d 4 h"."""
    seconds = abs(int(time.total_seconds()))
    if seconds < _DAY:
        return _two_units(seconds)
    days, hours = divmod(seconds // _HOUR, _DAY // _HOUR)
    if not hours:
        return tr("{days} d", days=days)
    return tr("{days} d {hours} h", days=days, hours=hours)


def took(milliseconds: float) -> str:
    """Return how long something ran: "0.4 ms", "143 ms", "2.31 s", "12.0 s"."""
    if 0 <= milliseconds < _LEAST:
        return tr("<0.1 ms")
    if milliseconds < _SECOND:
        digits = 1 if milliseconds < 1 else 0
        return tr("{value} ms", value=f"{milliseconds:.{digits}f}")
    digits = 2 if milliseconds < _TEN_SECONDS else 1
    return tr("{value} s", value=f"{milliseconds / _SECOND:.{digits}f}")


def whole_milliseconds(milliseconds: float) -> str:
    """Return how long something ran, to be compared with others: "2310 ms"."""
    return tr("{value} ms", value=round(milliseconds))


def in_seconds(seconds: float | str) -> str:
    """Return seconds as they are given, as protocols count them: "3600 s"."""
    return tr("{seconds} s", seconds=seconds)


def _two_units(seconds: int) -> str:
    if seconds < _MINUTE:
        return in_seconds(seconds)
    if seconds < _TWO * _HOUR:
        minutes, left = divmod(seconds, _MINUTE)
        if not left or seconds >= _HOUR:
            return tr("{minutes} min", minutes=minutes)
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=left)
    hours, minutes = divmod(seconds // _MINUTE, _MINUTE)
    if not minutes:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def _days(seconds: int) -> str:
    if seconds < _TWO * _YEAR:
        return counted(seconds // _DAY, "day")
    return counted(seconds // _YEAR, "year")
