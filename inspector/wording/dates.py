"""Writes days and times for people, in the window's language whatever the system's is.

`strftime` asks the C library for names of months and days, and Qt hands it the system's language.
"""

from datetime import datetime
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
    """Return the date in the zone of `when`: "5 Nov 2026", or "5 Nov" where the year is clear."""
    month = _months()[when.month - 1]
    if not year:
        return tr("{day} {month}", day=when.day, month=month)
    return tr("{day} {month} {year}", day=when.day, month=month, year=when.year)


def weekday(when: datetime) -> str:
    """Return the day of the week: "Fri"."""
    return _weekdays()[when.weekday()]


def day_and_time(when: datetime) -> str:
    """Return date and time to the second in the zone of `when`: "5 Nov 2026 14:03:22"."""
    return tr("{day} {time}", day=day(when), time=f"{when:%H:%M:%S}")
