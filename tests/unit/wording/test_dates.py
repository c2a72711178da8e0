"""Days and times are written in the window's words, with the names this module has itself."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.wording.dates import (
    day,
    day_and_minute,
    day_and_time,
    near_stamp,
    stamp,
    utc_clock,
    utc_dated,
    utc_stamp,
    weekday,
)

FIRST = datetime(2026, 1, 5, 9, 3, 7, tzinfo=UTC)  # a Monday
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize("number", range(1, 13))
def test_a_day_has_the_name_of_its_month(number):
    when = FIRST.replace(month=number)
    assert day(when) == f"5 {MONTHS[number - 1]} 2026"
    assert day(when, year=False) == f"5 {MONTHS[number - 1]}"


def test_the_days_of_a_week():
    names = [weekday(FIRST + timedelta(days=count)) for count in range(7)]
    assert names == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_date_and_time_in_the_zone_given():
    assert day_and_time(FIRST) == "5 Jan 2026 09:03:07"


def test_a_moment_in_figures():
    when = datetime(2026, 11, 5, 14, 3, 22, tzinfo=UTC)
    assert stamp(when) == "2026-11-05 14:03:22"
    assert utc_stamp(when) == "2026-11-05 14:03:22 UTC"
    assert utc_stamp(when, seconds=False) == "2026-11-05 14:03 UTC"
    assert day_and_minute(when) == "5 Nov 14:03"


def test_the_date_is_left_out_where_it_is_clear():
    when = datetime(2026, 11, 5, 14, 3, 22, tzinfo=UTC)
    later, year = when + timedelta(hours=1), when.replace(year=2027)
    assert near_stamp(when, later) == "14:03:22"
    assert near_stamp(when, None) == "2026-11-05 14:03:22"
    assert utc_clock(when, later) == "14:03:22 UTC"
    assert utc_clock(when) == "14:03:22 UTC on 2026-11-05"
    assert utc_dated(when, later) == "5 Nov, 14:03:22 UTC"
    assert utc_dated(when, year) == "5 Nov 2026, 14:03:22 UTC"
