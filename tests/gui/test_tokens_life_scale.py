"""The scale of the validity bar: even where it can be, the life always visible."""

import pytest

from inspector.gui.tokens.validity_bar import life_scale, ticks
from inspector.presentation.tokens.life_marks import LifeMarks


def scale(begin, end, now, sent=None):
    return life_scale(LifeMarks(begin, end, sent, now))


def test_an_even_scale_has_room_at_both_ends():
    made = scale(1000.0, 4600.0, 5000.0)
    assert made.even
    assert 0 < made.at(1000.0) < made.at(4600.0) < made.at(5000.0) < 1
    assert made.at(4600.0) - made.at(1000.0) == pytest.approx(3600 / (4000 * 1.24))


@pytest.mark.parametrize(
    ("begin", "end", "now"),
    [(0.0, 3600.0, 10_000_000.0), (10_000_000.0, 10_003_600.0, 0.0), (0.0, 1.0, 2e9)],
)
def test_a_short_life_stays_visible(begin, end, now):
    made = scale(begin, end, now)
    assert not made.even
    assert made.at(end) - made.at(begin) == pytest.approx(0.35)
    places = [made.at(time) for time in sorted((begin, end, now))]
    assert places == sorted(places)
    assert places[0] > 0
    assert places[-1] < 1


def test_times_outside_stand_at_the_ends():
    made = scale(1000.0, 4600.0, 5000.0)
    assert made.at(-1e12) == 0
    assert made.at(1e12) == 1


def test_ticks_are_round_times_within():
    made = scale(3600.0, 7200.0, 9000.0)
    found = ticks(made, 5)
    assert 2 <= len(found) <= 5
    assert all(time % 600 == 0 and 0 < made.at(time) < 1 for time in found)
    assert ticks(made, 0) == ()
    assert ticks(scale(0.0, 3600.0, 10_000_000.0), 5) == ()
    assert ticks(scale(0.0, 1e12, 5e11), 5) == ()
