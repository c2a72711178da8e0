"""Reading is the first half of the work, writing the second; either can be stopped."""

import pytest

from inspector.gui.bridge.job import Job
from inspector.gui.state.history import LogPace
from inspector.logs.parts import Take


@pytest.fixture
def told(qapp):
    job, shares = Job(), []
    job.report = shares.append
    pace = LogPace(Take(names=("x.log",)), size=200)
    pace.lines = 10
    pace.follow(job)
    yield pace, shares
    pace.stop()


def test_both_halves_make_the_whole(told):
    pace, shares = told
    pace.read(100)
    assert pace.kept(5)
    assert pace.kept(10)
    assert shares == [0.25, 0.75, 1.0]


def test_stopped_it_writes_no_further_portion(told):
    pace, _ = told
    pace.stop()
    assert not pace.kept(5)


def test_an_empty_log_is_no_division(qapp):
    pace = LogPace(Take(names=()), size=0)
    pace.read(0)
    assert pace.kept(0)
