"""The model of names and values: edits, moves, fixed rows, the empty row."""

import gc
import weakref

import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QColor, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester

from inspector.gui.lists.key_value_rows import ENABLED, NAME, KeyValueRows, Row
from inspector.gui.lists.plain_rows import (
    NavList,
    PlainCell,
    PlainList,
    PlainRow,
    PlainRows,
    RowList,
    record_at,
)

VALUE = NAME + 1  # the column beside the names
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


# ---------------- The list at the left leads to the parts of a screen and grows with the font
def test_it_lists_titles_and_tells_the_chosen_one(qtbot, light):
    nav = NavList(light, "Chapters")
    qtbot.addWidget(nav)
    nav.show_titles(("One", "Two"))
    assert nav.currentRow() == 0
    with qtbot.waitSignal(nav.currentRowChanged) as told:
        nav.setCurrentRow(1)
    assert told.args == [1]


def test_it_grows_with_the_font(qtbot, light):
    nav = NavList(light, "Chapters")
    qtbot.addWidget(nav)
    before = nav.width()
    light.set_percent(200)
    assert nav.width() == 2 * before
    nav.set_room(600)
    assert nav.width() == 200


# ---------------- Rows are Python's
ROLE = Qt.ItemDataRole


def _row(text, record=None, below=(), **more):
    return PlainRow(cells=(PlainCell(text=text),), record=record, below=below, **more)


@pytest.fixture
def rows(qtbot):
    made = PlainRows(("Name", "Value"))
    strict = QAbstractItemModelTester.FailureReportingMode.Warning
    made.watcher = QAbstractItemModelTester(made, strict, made)  # Qt's own rules; a warning fails
    return made


def test_a_cell_tells_words_and_looks(rows):
    cell = PlainCell(text="exp", tip="in words", said="Expires", told="more", ink=QColor("red"))
    rows.show_rows((PlainRow(cells=(cell,), height=20),))
    index = rows.index(0, 0)
    told = [
        index.data(role)
        for role in (
            *(ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole),
            *(ROLE.AccessibleDescriptionRole, ROLE.ForegroundRole, ROLE.FontRole),
        )
    ]
    assert told == ["exp", "in words", "Expires", "more", QColor("red"), None]
    assert index.data(ROLE.SizeHintRole).height() == 20
    assert index.siblingAtColumn(1).data() is None
    assert [rows.headerData(n, Qt.Orientation.Horizontal) for n in range(2)] == ["Name", "Value"]


def test_no_role_hands_the_record_to_qt(rows):
    record = QObject()
    rows.show_rows((_row("a", record),))
    index = rows.index(0, 0)
    assert record_at(index) is record
    assert all(index.data(role) is not record for role in range(int(ROLE.UserRole) + 8))


def test_rows_below_know_their_row_while_others_come_and_go(rows):
    below = (_row("x"), _row("y"))
    rows.show_rows((_row("old", below=below),))
    kept = QPersistentModelIndex(rows.index(1, 0, rows.index(0, 0)))
    rows.put_first(_row("new", below=(_row("z"),)), most=2)
    assert kept.data() == "y"
    assert kept.parent().data() == "old"
    assert rows.index(0, 0, rows.index(0, 0)).data() == "z"
    rows.put_first(_row("newest"), most=2)
    assert [row.cells[0].text for row in rows.rows] == ["newest", "new"]
    assert not kept.isValid()


def test_boxes_are_ticked_one_by_one_and_together(rows, qtbot):
    rows.show_rows((_row("a", ticked=False), _row("b", ticked=True), _row("no box")))
    first = rows.index(0, 0)
    with qtbot.waitSignals([rows.ticked, rows.dataChanged]):
        assert rows.setData(first, Qt.CheckState.Checked.value, ROLE.CheckStateRole)
    assert Qt.CheckState(first.data(ROLE.CheckStateRole)) is Qt.CheckState.Checked
    assert rows.index(2, 0).data(ROLE.CheckStateRole) is None
    assert not rows.setData(rows.index(2, 0), 2, ROLE.CheckStateRole)
    with qtbot.waitSignal(rows.ticked):
        rows.tick(frozenset({1}))
    assert [row.ticked for row in rows.rows][:2] == [False, True]


def test_what_is_no_row_has_nothing_to_tell(rows):
    assert rows.row(QModelIndex()) is None
    assert rows.record(QModelIndex()) is None
    assert record_at(QStandardItemModel().index(0, 0)) is None


def test_a_list_tells_its_current_row_and_forgets_it_with_the_rows(qtbot):
    shown = PlainList("names", "Names")
    qtbot.addWidget(shown)
    told = []
    shown.currentRowChanged.connect(told.append)
    shown.show_rows((_row("a", 1), _row("b", 2)))
    assert shown.currentRow() == -1
    shown.setCurrentRow(1)
    assert shown.record() == 2
    shown.show_rows((_row("c"),))
    assert told == [1, -1]
    assert (shown.count(), shown.currentRow(), shown.record()) == (1, -1, None)


def test_a_list_without_a_current_row_has_one_once_the_keys_are_there(qtbot):
    shown = PlainList()
    qtbot.addWidget(shown)
    shown.show_rows((_row("a"), _row("b")))
    shown.setCurrentRow(-1)
    shown.show()
    shown.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    with qtbot.waitSignal(shown.activated) as told:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert told.args[0].row() == 0


def test_rows_that_are_replaced_are_freed(qtbot):
    class Held:
        pass

    held = Held()
    gone = weakref.ref(held)
    shown = PlainList()
    qtbot.addWidget(shown)
    shown.show_rows((_row("a", held),))
    shown.show()
    shown.grab()
    shown.setCurrentRow(0)
    del held
    shown.show_rows(())
    gc.collect()
    assert gone() is None


# ---------------- Rows are as high as the theme says, and several can be chosen
def test_several_rows_can_be_chosen(light, qtbot):
    made = RowList(light, "things", "Things")
    qtbot.addWidget(made)
    made.setModel(QStringListModel(["a", "b", "c"]))
    made.show()
    for place in (0, 2):
        flag = QItemSelectionModel.SelectionFlag.Select
        made.selectionModel().select(made.model().index(place), flag)
    assert sorted(each.row() for each in made.selectedIndexes()) == [0, 2]
    assert (made.objectName(), made.accessibleName()) == ("things", "Things")


def test_it_is_laid_out_anew_with_the_theme(light, qtbot, monkeypatch):
    made = RowList(light, "things", "Things")
    qtbot.addWidget(made)
    made.setModel(QStringListModel(["a"]))
    made.show()
    before = made.visualRect(made.model().index(0)).height()
    light.set_percent(200)
    qtbot.waitUntil(lambda: made.visualRect(made.model().index(0)).height() > before)
