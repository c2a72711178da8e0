"""Keys and clicks of the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector.gui.history.history_list import HistoryList
from inspector.gui.history.history_model import HistoryModel
from inspector.record import read_filter


@pytest.fixture
def rows(panel_tools, kept, qtbot):
    model = HistoryModel(kept)
    made = HistoryList(panel_tools.theme, model)
    qtbot.addWidget(made)
    made.resize(220, 400)
    made.show()
    with qtbot.waitSignal(model.filled, timeout=5000):
        model.show_filter(read_filter(""))
    made.setCurrentIndex(model.index(1))
    return made


def test_enter_opens_to_stay(rows, qtbot):
    with qtbot.waitSignal(rows.open_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert (asked.args[0].id, asked.args[1]) == ("a4", True)


def test_a_click_opens_a_preview(rows, qtbot):
    where = rows.visualRect(rows.model().index(2)).center()
    with qtbot.waitSignal(rows.open_asked) as asked:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert (asked.args[0].id, asked.args[1]) == ("a3", False)


def test_delete_asks_for_all_that_are_chosen(rows, qtbot):
    rows.selectAll()
    with qtbot.waitSignal(rows.delete_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert [row.id for row in asked.args[0]] == ["a5", "a4", "a3", "a2", "a1"]


def test_p_pins(rows, qtbot):
    with qtbot.waitSignal(rows.pin_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_P)
    assert asked.args[0].id == "a4"
    assert rows.current.id == "a4"
