"""The model of names and values: edits, moves, fixed rows, the empty row."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.lists.key_value_rows import ENABLED, NAME, VALUE, KeyValueRows, Row

ROWS = (Row("Accept", "text/html"), Row("X-Debug", "1", enabled=False))
FIXED = (Row("Host", "api.example.com", fixed=True, note="made from the URL"),)


@pytest.fixture
def model(light, qtmodeltester):
    made = KeyValueRows(light, ("Name", "Value"))
    made.show(ROWS, FIXED)
    return made


def test_qts_own_checks_pass(model, qtmodeltester):
    qtmodeltester.check(model)


def test_fixed_rows_come_first_and_an_empty_one_last(model):
    names = [model.index(row, NAME).data() for row in range(model.rowCount())]
    assert names == ["Host", "Accept", "X-Debug", ""]
    assert not model.flags(model.index(0, VALUE)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole) == "made from the URL"


def test_a_value_is_edited(model, qtbot):
    with qtbot.waitSignal(model.edited):
        assert model.setData(model.index(1, VALUE), "application/json")
    assert model.rows[0].value == "application/json"


def test_the_same_value_is_no_edit(model, qtbot):
    with qtbot.assertNotEmitted(model.edited):
        assert not model.setData(model.index(1, VALUE), "text/html")
        assert not model.setData(model.index(0, VALUE), "other")


def test_typing_into_the_empty_row_makes_one(model):
    model.setData(model.index(3, NAME), "Origin")
    assert model.rows[-1] == Row("Origin")
    assert model.rowCount() == 5


def test_switching_a_row_off(model):
    index = model.index(1, ENABLED)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not model.rows[0].enabled


def test_only_own_rows_have_a_switch(model):
    for row in (0, 3):
        assert model.index(row, ENABLED).data(Qt.ItemDataRole.CheckStateRole) is None


def test_moving_stays_among_own_rows(model):
    assert model.move(2, -1) == 1
    assert [row.name for row in model.rows] == ["X-Debug", "Accept"]
    assert model.move(1, -1) == 1
    assert model.move(0, 1) == 0


def test_removing(model):
    model.remove(1)
    model.remove(0)
    assert [row.name for row in model.rows] == ["X-Debug"]


def test_a_dragged_row_moves(model):
    data = model.mimeData([model.index(1, NAME)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert [row.name for row in model.rows] == ["X-Debug", "Accept"]


def test_titles(model):
    across = Qt.Orientation.Horizontal
    assert [model.headerData(place, across) for place in range(3)] == ["", "Name", "Value"]
