"""The list paints its rows; Enter folds, Ctrl+C copies."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.gui.compare.columns import Columns
from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.lines_model import LinesModel
from inspector.gui.compare.lines_view import LinesView
from tests.gui.compare_samples import columns


@pytest.fixture
def view(light, qtbot):
    model = LinesModel()
    made = LinesView(light, model, Columns(light))
    made.kept = model
    qtbot.addWidget(made)
    made.resize(800, 600)
    model.show_comparison(compute(columns(), ()))
    made.show()
    return made


def _row(view, kind, text=""):
    rows = view.kept.rows
    return next(at for at, row in enumerate(rows) if row.kind == kind and text in row.text)


def test_enter_opens_a_fold_and_stays_there(view):
    at = _row(view, "fold")
    before = view.model().rowCount()
    view.setCurrentIndex(view.kept.index(at))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.model().rowCount() > before
    assert view.currentIndex().row() == at


def test_ctrl_c_copies_the_row(view):
    view.setCurrentIndex(view.kept.index(_row(view, "line", "Status")))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Status\t401\t200"


def test_it_scrolls_sideways_where_it_is_narrow(view, qtbot):
    view.resize(300, 600)
    QApplication.processEvents()
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    with qtbot.waitSignal(view.scrolled):
        bar.setValue(40)
