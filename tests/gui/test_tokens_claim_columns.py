"""Times are whole before addresses are; a value always has some room."""

import pytest

from inspector.gui.tokens.claims_list import Wishes, shared

WISHES = Wishes(name=90, value=200, meaning=170, times=165, check=150)


def test_where_all_fit_each_gets_what_it_needs():
    assert shared(WISHES, 800, 88) == (90, 252, 308, 150)


def test_where_they_do_not_a_time_is_whole_and_a_value_has_the_least():
    name, value, meaning, check = shared(WISHES, 500, 88)
    assert name + value + meaning + check == 500
    assert meaning >= 165
    assert value >= 88
    assert check == 150


def test_a_long_check_gives_way_to_a_time():
    name, value, meaning, check = shared(WISHES._replace(check=400), 560, 88)
    assert (name, value, meaning, check) == (90, 88, 165, 217)


def test_without_times_value_and_meaning_share():
    _, value, meaning, _ = shared(WISHES._replace(times=8, value=300), 500, 88)
    assert 88 < meaning < value


@pytest.mark.parametrize("whole", [0, 50, 200])
def test_the_smallest_widths_do_not_go_below_zero(whole):
    assert all(width >= 0 for width in shared(WISHES, whole, 88))


def test_a_short_meaning_is_whole_beside_a_long_value():
    _, _, meaning, _ = shared(Wishes(name=80, value=900, meaning=70, times=4, check=185), 480, 88)
    assert meaning >= 70
