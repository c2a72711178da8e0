"""The installed PySide6 does not lose references to None (6.12.0 on Python 3.11 does)."""

import sys

from PySide6.QtWidgets import QWidget


def test_calls_that_return_nothing_keep_the_count_of_none(qapp):
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(300):
        widget.setToolTip("x")
    assert sys.getrefcount(None) >= before - 50
