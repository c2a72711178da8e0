"""A window that dies leaves a report and no core file; the next start offers the report."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.settings.crash_reports import crash_reports
from inspector.settings.places import places

SECRET = "hush-hush-this-is-a-secret-token-of-ours"
WINDOW = """
import faulthandler, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from inspector.gui import application
inner = application.build
def build(where):
    program = inner(where)
    program.tools.vault.put("{secret}")
    notices = program.tools.notices
    notices.said.connect(lambda notice: print(notice.text, flush=True))
    notices.said.connect(lambda notice: QTimer.singleShot(0, QApplication.quit))
    QTimer.singleShot(200, lambda: {end})
    return program
application.build = build
from inspector.__main__ import main
sys.argv = ["request-inspector"]
sys.exit(main())
"""


def _window(folder, end):
    code = WINDOW.format(secret=SECRET, end=end)
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no signals, no core files")
def test_a_dead_window_leaves_a_report_that_the_next_one_offers(tmp_path):
    died = _window(tmp_path, "faulthandler._sigsegv()")
    assert died.returncode == -signal.SIGSEGV
    (report,) = crash_reports(places().crashes)
    assert "Segmentation fault" in report.read_text()
    assert list(tmp_path.iterdir()) == []
    home = places().state.parent
    texts = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert not [text for text in texts if SECRET.encode() in text]
    after = _window(tmp_path, "None")
    assert after.returncode == 0
    assert "The program crashed the last time." in after.stdout
    assert report.exists()
    assert len(list(places().crashes.iterdir())) == 1
