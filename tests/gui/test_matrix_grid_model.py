"""A cell says what a run would do, then what came, and is read aloud whole."""

import msgspec
from PySide6.QtCore import QObject, Qt

from inspector.compose.scope import Scope
from inspector.gui.matrix.grid_model import SHOWN, GridModel
from inspector.model.matrix import Terms
from inspector.workbench.probing.matrix_plan import jobs
from tests.gui.matrix_samples import BILLS, GIVEN, NONE, ORDERS, TOKEN

ROLE = Qt.ItemDataRole
FLAT, UPRIGHT = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def test_before_a_run_each_cell_says_what_would_be_sent(qapp):
    model = GridModel(keeper := QObject())
    rows, columns = (ORDERS, BILLS), (NONE, TOKEN)
    model.preview(rows, columns, jobs(rows, columns, Scope(), Terms()))
    assert keeper is model.parent()
    assert model.index(0, 1).data() == "GET, not sent yet"
    assert model.index(1, 0).data() == "Not sent"
    assert "DELETE needs your consent" in model.index(1, 0).data(ROLE.ToolTipRole)
    assert model.cell(model.index(0, 0)) is None


def test_a_cell_that_came_is_shown(qapp):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    assert model.index(0, 1).data() == "Waiting"
    model.take(GIVEN)
    index = model.index(0, 1)
    assert index.data(SHOWN).state == "accepted"
    assert index.data(ROLE.AccessibleTextRole) == "Orders with Bearer token: 200 Accepted."
    assert model.cell(index) is GIVEN
    assert model.done == 1


def test_heads_say_what_tells_them_apart(qapp):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    assert model.headerData(1, FLAT, ROLE.DisplayRole) == "Bearer token"
    assert model.headerData(1, FLAT, ROLE.ToolTipRole) == "Bearer token\nfrom Orders"
    assert model.headerData(0, FLAT, ROLE.AccessibleTextRole) == "No credential"
    assert model.headerData(0, UPRIGHT, ROLE.AccessibleTextRole) == "Orders\nGET api.example/a"
    assert model.headerData(5, FLAT, ROLE.DisplayRole) is None


def test_credentials_are_told_of_otherwise(qapp, qtbot):
    keeper = QObject()
    model = GridModel(keeper)
    model.begin((ORDERS,), (NONE, TOKEN))
    with qtbot.waitSignal(model.headerDataChanged):
        model.retell((NONE, msgspec.structs.replace(TOKEN, detail="")))
    assert model.headerData(1, FLAT, ROLE.ToolTipRole) == "Bearer token"
