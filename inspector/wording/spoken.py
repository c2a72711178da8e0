"""Says times and lists the way a person does."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from inspector.wording import tr, tr_n

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_YEAR = 365 * _DAY
_TWO = 2


def span(time: timedelta) -> str:
    """Return a length of time in words: "27 minutes"; its sign is left out."""
    seconds = abs(int(time.total_seconds()))
    if seconds < _TWO * _MINUTE:
        return tr_n("{count} second", "{count} seconds", seconds)
    if seconds < _TWO * _HOUR:
        return tr_n("{count} minute", "{count} minutes", seconds // _MINUTE)
    if seconds < _TWO * _DAY:
        return tr_n("{count} hour", "{count} hours", seconds // _HOUR)
    if seconds < _TWO * _YEAR:
        return tr_n("{count} day", "{count} days", seconds // _DAY)
    return tr_n("{count} year", "{count} years", seconds // _YEAR)


def exact(time: timedelta) -> str:
    """Return a length of time to the second: "27 min 29 s"."""
    seconds = abs(int(time.total_seconds()))
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    if days:
        return tr("{days} d {hours} h", days=days, hours=hours)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=left)
    return tr("{seconds} s", seconds=left)


def clock(time: datetime, near: datetime | None = None) -> str:
    """Return a moment in UTC: "14:05:12 UTC on 2026-11-25"; near: a moment that gives the date."""
    moment = time.astimezone(UTC)
    if near is not None and near.astimezone(UTC).date() == moment.date():
        return tr("{time} UTC", time=f"{moment:%H:%M:%S}")
    return tr("{time} UTC on {date}", time=f"{moment:%H:%M:%S}", date=f"{moment:%Y-%m-%d}")


def listed(items: Iterable[str]) -> str:
    """Return names in a row: "read, write"."""
    return ", ".join(items)
