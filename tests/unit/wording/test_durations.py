"""Lengths of time in words: where one unit gives way to the next, and no sign."""

from datetime import timedelta

import pytest

from inspector.wording.durations import (
    counted,
    exact,
    in_seconds,
    length,
    span,
    took,
    whole_milliseconds,
)

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("seconds", "in_words", "in_units", "to_the_hour"),
    [
        (0, "0 seconds", "0 s", "0 s"),
        (1, "1 second", "1 s", "1 s"),
        (59, "59 seconds", "59 s", "59 s"),
        (60, "60 seconds", "1 min", "1 min"),
        (119, "119 seconds", "1 min 59 s", "1 min 59 s"),
        (120, "2 minutes", "2 min", "2 min"),
        (27 * MINUTE + 29, "27 minutes", "27 min 29 s", "27 min 29 s"),
        (2 * HOUR - 1, "119 minutes", "119 min", "119 min"),
        (2 * HOUR, "2 hours", "2 h", "2 h"),
        (DAY, "24 hours", "1 day", "1 d"),
        (3 * DAY + 4 * HOUR, "3 days", "3 days", "3 d 4 h"),
        (800 * DAY, "2 years", "2 years", "800 d"),
    ],
)
def test_a_length_of_time(seconds, in_words, in_units, to_the_hour):
    for time in (timedelta(seconds=seconds), timedelta(seconds=-seconds)):
        assert (span(time), length(time), exact(time)) == (in_words, in_units, to_the_hour)


def test_one_of_a_unit_and_more():
    units = ("second", "minute", "hour", "day", "year")
    assert [counted(1, unit) for unit in units] == [f"1 {unit}" for unit in units]
    assert [counted(3, unit) for unit in units] == [f"3 {unit}s" for unit in units]


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (0.01, "<0.1 ms"),
        (0.44, "0.4 ms"),
        (1, "1 ms"),
        (143.2, "143 ms"),
        (2314, "2.31 s"),
        (12_000, "12.0 s"),
    ],
)
def test_how_long_something_ran(milliseconds, said):
    assert took(milliseconds) == said


def test_as_it_is_given():
    assert in_seconds(3600) == "3600 s"
    assert in_seconds("1.5") == "1.5 s"
    assert whole_milliseconds(2310.4) == "2310 ms"
