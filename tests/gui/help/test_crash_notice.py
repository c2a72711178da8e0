"""After a crash a notice leads to the report, in the log; then it is gone from the disk."""

import pytest

from inspector.gui import faults
from inspector.gui.help.crash_notice import offer_crash_reports

SECRET = "hush-hush-this-is-a-secret-token-of-ours"


@pytest.fixture
def report(panel_tools):
    handler = faults.open_log(panel_tools.places.log, panel_tools.vault.known_values)
    folder = panel_tools.places.crashes
    folder.mkdir(parents=True)
    made = folder / "crash-1-1.txt"
    panel_tools.vault.put(SECRET)
    made.write_text(f'Request Inspector\nFatal Python error\n  File "/h/run.py", line 1 {SECRET}\n')
    yield made
    faults.LOG.removeHandler(handler)
    handler.close()


def test_the_report_is_offered_and_moves_into_the_log(qtbot, panel_tools, report):
    opened = []
    panel_tools.actions.provide("log", lambda _: opened.append(panel_tools.places.log.read_text()))
    with qtbot.waitSignal(panel_tools.notices.said) as told:
        offer_crash_reports(panel_tools)
    (notice,) = told.args
    assert notice.action == "Show report"
    assert report.exists()
    notice.do()
    qtbot.waitUntil(lambda: bool(opened))
    assert 'File "run.py", line 1' in opened[0]
    assert SECRET not in opened[0]
    assert not report.exists()


def test_without_a_crash_nothing_is_said(qtbot, panel_tools):
    offer_crash_reports(panel_tools)
    qtbot.waitUntil(lambda: not panel_tools.background._jobs)
    assert panel_tools.notices.all == ()
