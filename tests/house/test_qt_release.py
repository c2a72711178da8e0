"""The installed PySide6 does not lose references to None (6.12.0 on Python 3.11 does)."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget


def test_calls_that_return_nothing_keep_the_count_of_none(qapp):
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(300):
        widget.setToolTip("x")
    assert sys.getrefcount(None) >= before - 50


def test_the_source_of_what_is_imported_is_not_read():
    # The window stands a sixth sooner without; see inspector/gui/__init__.py.
    code = "import linecache, inspector.gui.application; print(*linecache.cache)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [path for path in run.stdout.split() if "inspector" in Path(path).parts]
