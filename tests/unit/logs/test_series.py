"""Counts over time: exact sums whatever the span, in a bounded number of buckets."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.logs.subjects import WIDTHS, Series

TIMES = st.lists(st.floats(min_value=0, max_value=4e9), max_size=60)


def test_each_width_divides_the_next():
    assert all(wide % narrow == 0 for narrow, wide in itertools.pairwise(WIDTHS))


@given(TIMES)
def test_nothing_is_lost_when_buckets_grow_wider(times):
    series = Series(most=8)
    for at in times:
        series.add(at)
    assert series.total() == len(times)
    assert len(series.counts) <= 8


@given(TIMES, TIMES)
def test_two_halves_add_up(one, two):
    left, right = Series(most=8), Series(most=8)
    for series, times in ((left, one), (right, two)):
        for at in times:
            series.add(at)
    left.merge(right)
    assert left.total() == len(one) + len(two)


def test_spreading_is_even_and_keeps_the_sum():
    series = Series()
    series.spread(100, 110, 50)
    assert series.total() == pytest.approx(50)
    assert series.counts[100] == pytest.approx(50 / 11)
    assert min(series.counts) == 100
    series.spread(200, 200, 7)
    assert series.counts[200] == 7


def test_counts_between_and_at_a_width():
    series = Series()
    for at in range(20):
        series.add(at)
    assert series.between(5, 10) == 5
    assert series.at_width(10) == {0: 10, 1: 10}
    assert series.width == 1
