"""Writes days and times for people: the only place that does.

All is written in the zone of the moment that is given, in the window's language whatever the
system's is: `strftime` asks the C library for names of months and days, and Qt hands it the
system's language.
"""

from datetime import UTC, datetime
from functools import cache

from inspector.wording.translate import tr


@cache
def _months() -> tuple[str, ...]:
    first = (tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"))
    return (*first, tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec"))


@cache
def _weekdays() -> tuple[str, ...]:
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))


def day(when: datetime, *, year: bool = True) -> str:
    """Return the date: "5 Nov 2026", or "5 Nov" where the year is clear."""
    month = _months()[when.month - 1]
    if not year:
        return tr("{day} {month}", day=when.day, month=month)
    return tr("{day} {month} {year}", day=when.day, month=month, year=when.year)


def weekday(when: datetime) -> str:
    """Return the day of the week: "Fri"."""
    return _weekdays()[when.weekday()]


def iso_day(when: datetime) -> str:
    """Return the date in figures, as logs and files have it: "2026-11-05"."""
    return f"{when:%Y-%m-%d}"


def time_of_day(when: datetime) -> str:
    """Return the time of day to the second: "14:03:22"."""
    return f"{when:%H:%M:%S}"


def hour_and_minute(when: datetime) -> str:
    """Return the time of day to the minute: "14:03"."""
    return f"{when:%H:%M}"


def day_and_time(when: datetime) -> str:
    """Return date and time to the second: "5 Nov 2026 14:03:22"."""
    return tr("{day} {time}", day=day(when), time=time_of_day(when))


def day_and_minute(when: datetime) -> str:
    """Return date and time to the minute in this year: "5 Nov 14:03"."""
    return tr("{day} {time}", day=day(when, year=False), time=hour_and_minute(when))


def stamp(when: datetime) -> str:
    """Return date and time in figures: "2026-11-05 14:03:22"."""
    return f"{iso_day(when)} {time_of_day(when)}"


def utc_stamp(when: datetime, *, seconds: bool = True) -> str:
    """Return a moment of UTC in figures: "2026-11-05 14:03:22 UTC"; seconds: whether they count."""
    short = f"{iso_day(when)} {hour_and_minute(when)}"
    return tr("{time} UTC", time=stamp(when) if seconds else short)


def near_stamp(when: datetime, near: datetime | None) -> str:
    """Return the time of day, with the date in figures where it is another day than `near`."""
    return time_of_day(when) if near and near.date() == when.date() else stamp(when)


def utc_dated(when: datetime, near: datetime | None) -> str:
    """Return day and time of UTC, with the year where it is another than that of `near`."""
    date = day(when, year=near is None or near.year != when.year)
    return tr("{day}, {time} UTC", day=date, time=time_of_day(when))


def utc_clock(when: datetime, near: datetime | None = None) -> str:
    """Return a moment as UTC: "14:05:12 UTC on 2026-11-25"; near: a moment that gives the date."""
    moment = when.astimezone(UTC)
    if near is not None and near.astimezone(UTC).date() == moment.date():
        return tr("{time} UTC", time=time_of_day(moment))
    return tr("{time} UTC on {date}", time=time_of_day(moment), date=iso_day(moment))
