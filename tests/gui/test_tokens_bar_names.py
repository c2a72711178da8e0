"""The names at the marks of the validity bar."""

from inspector.gui.tokens.validity_bar import hour, named
from inspector.presentation.tokens.life_marks import LifeMarks

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
