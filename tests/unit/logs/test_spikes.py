"""Spikes: far above the usual level, never a handful, never what traffic alone explains."""

from inspector.logs.report import Column
from inspector.logs.summary import spiked, usual


def columns(counts, requests=1000):
    return [
        Column(at=60.0 * i, counts={401: count}, requests=requests)
        for i, count in enumerate(counts)
    ]


def test_a_burst_is_one_spike():
    marked, spikes = spiked(columns([5, 6, 4, 5, 200, 180, 5, 6, 5, 4]))
    assert [each.spike for each in marked] == [False] * 4 + [True] * 2 + [False] * 4
    assert [(each.start, each.end, each.count) for each in spikes] == [(240, 360, 380)]
    assert spikes[0].usual == 5


def test_noise_a_handful_and_short_logs_are_none():
    assert spiked(columns([5, 9, 4, 8, 3, 7, 6, 5]))[1] == ()
    assert spiked(columns([0, 0, 0, 9, 0, 0, 0, 0]))[1] == ()
    assert spiked(columns([1, 900]))[1] == ()
    assert spiked([])[1] == ()


def test_more_refusals_among_as_many_more_requests_are_none():
    busy = [*columns([10] * 8, 100), Column(at=480.0, counts={401: 200}, requests=2000)]
    assert spiked(busy)[1] == ()


def test_the_usual_level_has_a_spread():
    assert usual([0, 0, 0]) == (0, 1)
    assert usual([100] * 5) == (100, 10)
