"""The table of names and values: keys, completion, plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.lists.key_value_table import KeyValueTable, Row, from_text, to_text

ROWS = (Row("Accept", "text/html"), Row("X-Debug", "1", enabled=False))


@pytest.fixture
def table(light, qtbot):
    made = KeyValueTable(light, "Headers")
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.show()
    return made


def test_text_and_rows_are_the_same():
    assert to_text(ROWS) == "Accept: text/html\n# X-Debug: 1"
    assert tuple(from_text(to_text(ROWS))) == ROWS
    assert from_text("\n  \nA:b:c\nplain") == [Row("A", "b:c"), Row("plain")]


def test_alt_and_arrows_move_a_row(table, qtbot):
    table.view.setCurrentIndex(table.model.index(0, 1))
    with qtbot.waitSignal(table.edited) as caught:
        qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.name for row in caught.args[0]] == ["X-Debug", "Accept"]
    assert table.view.currentIndex().row() == 1


def test_delete_removes_a_row(table, qtbot):
    table.view.setCurrentIndex(table.model.index(0, 1))
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert [row.name for row in table.rows] == ["X-Debug"]


def test_names_are_completed_and_the_editor_is_named(table):
    table.complete(["Accept", "Authorization"])
    table.view.edit(table.model.index(0, 1))
    editor = table.view.findChild(QLineEdit)
    assert editor.completer() is not None
    assert editor.accessibleName() == "Name"


def test_editing_as_text(table, qtbot):
    table._bulk.click()
    assert table.text.toPlainText() == to_text(ROWS)
    with qtbot.waitSignal(table.edited) as caught:
        table.text.setPlainText("Origin: https://app.example")
    assert caught.args[0] == (Row("Origin", "https://app.example"),)
    table._bulk.click()
    assert table._stack.currentWidget() is table.view


def test_rows_from_outside_reach_the_text(table):
    table._bulk.click()
    table.show_rows((Row("A", "b"),))
    assert table.text.toPlainText() == "A: b"


def test_a_row_is_opened_for_editing(table):
    table.edit_row(1)
    assert table.view.currentIndex().row() == 1
    assert table.view.findChild(QLineEdit).text() == "1"
