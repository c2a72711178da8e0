"""Days and times are written in the window's words, with the names this module has itself."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.wording.dates import day, day_and_time, weekday

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
