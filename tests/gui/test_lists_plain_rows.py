"""Rows are Python's: Qt gets words, looks and ticks; ids stay with their rows as others come."""

import gc
import weakref

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, PlainRows, record_at

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
