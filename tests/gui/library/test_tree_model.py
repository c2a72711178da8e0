"""The Qt model of the tree."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from inspector.gui.library.tree_model import MIME, STATUS, Drop, TreeModel, plain
from inspector.gui.state.documents import TAB_MIME
from inspector.presentation.library.nodes import tree_of


@pytest.fixture
def model(shop, qapp):
    made = TreeModel()
    made.tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    made.show_nodes(tree_of([shop.held()]))
    return made


def test_rows_and_parents(model, shop):
    index = model.index_of(shop.create)
    assert model.data(index) == "Create"
    assert model.data(model.parent(index)) == "Orders"
    assert model.rowCount(model.parent(index)) == 2
    assert not model.parent(model.parent(model.parent(index))).isValid()


def test_unknown_rows_are_nothing(model):
    assert not model.index_of("nowhere").isValid()
    assert model.node(QModelIndex()) is None
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert plain(QModelIndex()) == QModelIndex()


def test_a_status_is_shown_and_read_aloud(model, shop, qtbot):
    with qtbot.waitSignal(model.dataChanged):
        model.show_statuses({shop.list: 401})
    index = model.index_of(shop.list)
    assert model.data(index, STATUS) == 401
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "GET List, last reply 401"


def test_a_new_name_is_asked_for_not_taken(model, shop, qtbot):
    index = model.index_of(shop.list)
    with qtbot.waitSignal(model.rename_asked) as asked:
        model.setData(index, " All orders ")
    assert asked.args == [shop.list, "All orders"]
    assert model.data(index) == "List"
    with qtbot.assertNotEmitted(model.rename_asked):
        model.setData(index, "  ")
        model.setData(index, "List")


def test_a_drop_asks_for_a_move(model, shop, qtbot):
    data = model.mimeData([model.index_of(shop.ping)])
    orders = model.index_of(shop.key(shop.orders))
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, 1, 0, orders)
    with qtbot.waitSignal(model.move_asked) as asked:
        taken = model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, orders)
    assert not taken
    assert asked.args == [Drop(shop.ping, shop.key(shop.orders), "create")]


def test_nothing_foreign_is_dropped(model, shop, qtbot):
    data = QMimeData()
    orders = model.index_of(shop.key(shop.orders))
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, 1, 0, orders)
    with qtbot.assertNotEmitted(model.move_asked):
        model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, orders)
    assert model.mimeTypes() == [MIME, TAB_MIME]


def test_a_dropped_tab_is_asked_for(model, shop, qtbot):
    data = QMimeData()
    data.setData(TAB_MIME, b"request:1")
    orders = model.index_of(shop.key(shop.orders))
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, orders)
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    with qtbot.assertNotEmitted(model.move_asked), qtbot.waitSignal(model.tab_asked) as asked:
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, orders)
    assert asked.args == [Drop("request:1", shop.key(shop.orders), "")]


def test_a_folder_that_passes_on_a_credential_says_so(model, shop):
    spoken = model.data(model.index_of(shop.key(shop.example)), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Example, passes on a credential"


def test_collections_stay_where_they_are(model, shop):
    flags = model.flags(model.index_of(shop.key(shop.example)))
    assert not flags & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(model.index_of(shop.list)) & Qt.ItemFlag.ItemIsDragEnabled
