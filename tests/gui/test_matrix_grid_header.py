"""Heads have two lines, and room for them at every size of text."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.matrix.grid_view import GridHeader
from tests.gui.matrix_samples import NONE, ORDERS, TOKEN


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_both_lines_fit(light, qtbot, percent):
    light.set_percent(percent)
    view, keeper = QTableView(), QObject()
    qtbot.addWidget(view)
    view.setModel(GridModel(keeper))
    view.model().begin((ORDERS,), (NONE, TOKEN))
    header = GridHeader(light, Qt.Orientation.Horizontal, view)
    view.setHorizontalHeader(header)
    view.show()
    line = QFontMetrics(light.font(12)).height()
    assert header.height() >= 2 * line
    assert not header.grab().toImage().isNull()
