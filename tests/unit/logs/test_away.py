"""Reading in another process: the same report, progress, and an end when it is stopped."""

import io

import pytest

from inspector.logs import away
from inspector.logs.away import Away, AwayTaking, News, Stopped, answer, receive, send
from inspector.logs.parts import Take, Whole
from inspector.logs.scan import Wanted
from inspector.logs.taking import take
from tests.fixtures import log_samples


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return str(path)


def test_it_reports_as_this_process_would(log):
    told = []
    found = Away((log, log + ".none"), Wanted()).run(told.append)
    assert found == answer(Whole((log, log + ".none"), Wanted()), told.append)
    assert found.report.refused == 484
    assert len(found.problems) == 1


def test_a_bundle_reads_in_this_process(log, monkeypatch):
    monkeypatch.setattr(away.sys, "frozen", True, raising=False)
    assert Away((log,), Wanted()).run(lambda _: None).report.refused == 484
    stopped = Away((log,), Wanted())
    stopped.stop()
    with pytest.raises(Stopped):
        stopped.run(lambda _: None)


def test_stopped_before_it_began(log):
    reading = Away((log,), Wanted())
    reading.stop()
    with pytest.raises(Stopped):
        reading.run(lambda _: None)


def test_stopped_in_the_middle(tmp_path):
    large = tmp_path / "large.log"
    large.write_bytes(log_samples.data_of(log_samples.broken()) * 300)
    reading = Away((str(large),), Wanted())
    with pytest.raises(Stopped):
        reading.run(lambda _read: reading.stop())


def test_news_cross_a_pipe():
    pipe = io.BytesIO()
    send(pipe, News(7))
    pipe.seek(0)
    assert receive(pipe) == News(7)
    assert receive(pipe) is None


def test_lines_are_taken_as_this_process_would(log):
    order = Take(names=(log,))
    assert AwayTaking(order).run(lambda _: None) == take(order)
    stopped = AwayTaking(order)
    stopped.stop()
    with pytest.raises(Stopped):
        stopped.run(lambda _: None)
