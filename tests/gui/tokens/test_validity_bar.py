"""The bar shows the life of a token; the expired part is hatched, all is said in words."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.expected import Expected
from inspector.gui.tokens.validity_bar import ValidityBar, hour, life_scale, named, ticks
from inspector.presentation.tokens.life_marks import LifeMarks, life_marks, spoken
from tests.gui.token_samples import NOW, token

MOMENT = int(NOW.timestamp())
BAR = range(23, 45)  # rows of the picture that the bar takes


def _marks(later=0, leeway=60, **claims):
    expected = Expected(sent=NOW, server=NOW, leeway=leeway)
    return life_marks(decode(token(**claims)), expected, NOW + timedelta(seconds=later))


@pytest.fixture
def bar(light, qtbot):
    made = ValidityBar(light)
    qtbot.addWidget(made)
    made.resize(900, made.sizeHint().height())
    return made


def _colours(bar, low, high):
    """Return the colours between two times, without the marks' own lines."""
    image = bar.grab().toImage()
    columns = range(round(bar._x(low)) + 3, round(bar._x(high)) - 3)
    return {image.pixelColor(x, y).name() for x in columns for y in BAR}


def test_it_hides_without_times(bar):
    bar.show_marks(None)
    assert bar.isHidden()


def test_it_is_said_in_words(bar):
    bar.show_marks(_marks())
    assert bar.accessibleName() == spoken(_marks())
    assert bar.toolTip().replace("\n", " ") == bar.accessibleName()


def test_the_life_is_green_and_the_expired_part_hatched(bar, light):
    marks = _marks(later=30, leeway=0)
    bar.show_marks(marks)
    assert light.colour("ok_fill").name() in _colours(bar, marks.begin, marks.end)
    past = _colours(bar, marks.end, marks.judged)
    assert {light.colour("err_soft").name(), light.colour("err_line").name()} <= past


def test_the_leeway_is_a_band_behind_the_end(bar, light):
    marks = _marks(leeway=300)
    bar.show_marks(marks)
    seen = _colours(bar, marks.end, marks.end + marks.leeway)
    assert light.colour("ok_line").name() in seen
    bar.show_marks(_marks(leeway=0))
    assert light.colour("ok_line").name() not in _colours(bar, marks.end, marks.end + 300)


def test_the_wait_for_a_future_token_is_hatched(bar, light):
    marks = _marks(nbf=MOMENT + 900, iat=MOMENT + 900, exp=MOMENT + 1800)
    bar.show_marks(marks)
    assert light.colour("warn_line").name() in _colours(bar, marks.judged, marks.begin)


def test_names_do_not_lie_on_one_another(bar):
    marks = _marks(later=2, exp=MOMENT + 3000, nbf=MOMENT, iat=MOMENT)
    bar.show_marks(marks)
    taken = []
    for moment, below in ((marks.begin, False), (marks.sent, False), (marks.now, True)):
        room = bar._free(bar._x(moment), 150, QRectF(0, 22, 900, 24), taken, below=below)
        taken.append(room)
    pairs = [(one, other) for at, one in enumerate(taken) for other in taken[at + 1 :]]
    assert not any(one.intersects(other) for one, other in pairs)


def test_it_grows_where_names_need_a_second_line(bar):
    bar.show_marks(_marks())
    one = bar.sizeHint().height()
    crowded = Expected(sent=NOW, server=NOW + timedelta(seconds=5))
    claims = {"iat": MOMENT - 4, "nbf": MOMENT, "exp": MOMENT + 9}
    bar.resize(300, one)
    bar.show_marks(life_marks(decode(token(**claims)), crowded, NOW))
    bar.grab()
    assert bar.sizeHint().height() > one


# ---------------- The names at the marks of the validity bar
LIFE = LifeMarks(1000.0, 4600.0, 5000.0, 5100.0, names=("iat, nbf", "exp", "iat"))


def test_each_time_has_its_name_and_colour():
    assert [(mark.name, mark.tone) for mark in named(LIFE)] == [
        ("iat, nbf", "ok"),
        ("exp", "err"),
        ("Request sent", "err"),
        ("Now", "accent"),
    ]
    assert [mark.below for mark in named(LIFE)] == [False, False, False, True]


def test_the_servers_clock_and_an_own_iat_are_named():
    names = [mark.name for mark in named(LIFE._replace(server=4000.0, issued=900.0, sent=None))]
    assert names == ["iat, nbf", "exp", "Now", "Server's clock", "iat"]
    assert named(LIFE._replace(server=4000.0))[1].tone == "ok"


def test_round_times_are_hours_or_days():
    assert hour(1_764_075_600.0) == "13:00"
    assert hour(1_764_028_800.0) == "25 Nov"
    assert hour(1_764_028_800.0, years=True) == "25 Nov 2025"


# ---------------- The scale of the validity bar: even where it can be, the life always visible
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
