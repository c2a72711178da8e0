"""A log tab reads in another process, tells of its progress, can be stopped and read again."""

import pytest

from inspector.gui.logs.log_document import LogDocument
from tests.fixtures import log_samples


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def ended(qtbot, document):
    qtbot.waitUntil(lambda: not document.running, timeout=20_000)


def test_it_reads_and_holds_the_report(qtbot, panel_tools, log):
    document = LogDocument((log,))
    assert (document.kind, document.title) == ("log", "access.log")
    document.read(panel_tools.background)
    assert document.running
    ended(qtbot, document)
    assert document.report.refused == 484
    assert not document.problems


def test_several_logs_are_one(qtbot, panel_tools, log, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    document = LogDocument((log, tmp_path / "letter.txt"))
    assert document.title == "access.log and 1 more"
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report.refused == 484
    assert [problem.where for problem in document.problems] == [str(tmp_path / "letter.txt")]


def test_a_large_one_tells_of_progress_and_can_be_stopped(qtbot, panel_tools, log):
    log.write_bytes(log.read_bytes() * 400)
    document = LogDocument((log,))
    document.read(panel_tools.background)
    qtbot.waitUntil(lambda: document.done > 0, timeout=20_000)
    assert document.done < document.size == log.stat().st_size
    document.stop()
    ended(qtbot, document)
    assert document.stopped
    assert document.report is None


def test_what_vanished_is_told_and_can_be_read_when_it_is_back(qtbot, panel_tools, log):
    data = log.read_bytes()
    log.unlink()
    document = LogDocument((log,))
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report is None
    assert document.problems
    log.write_bytes(data)
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report.refused == 484
    assert not document.problems
