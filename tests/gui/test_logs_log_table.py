"""The table of a log tab: filter, copy, and the column with the words takes the room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from inspector.gui.logs.log_table import LogTableView
from inspector.presentation.logs.log_rows import LogTable

TABLE = LogTable(
    "Clients",
    ("Refusals", "Share", "Client"),
    (("30", "75 %", "192.0.2.7"), ("10", "25 %", "192.0.2.8")),
    "counts",
    2,
    (0.75, 0.25),
    ("192.0.2.7 whole", "192.0.2.8 whole"),
)


@pytest.fixture
def table(qtbot, light):
    made = LogTableView(light)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_table(TABLE)
    made.show()
    return made


def test_it_shows_the_rows_and_names_itself(table):
    assert table.rows == 2
    assert table.accessibleName() == "Clients, table"
    assert table.model().headerData(2, Qt.Orientation.Horizontal) == "Client"
    assert table.columnWidth(2) > table.columnWidth(0) + table.columnWidth(1)


def test_the_filter_wants_all_words_and_stays_for_the_next_table(table):
    table.look_for("192 .8")
    assert table.rows == 1
    assert table.model().index(0, 2).data() == "192.0.2.8"
    table.show_table(TABLE)
    assert table.rows == 1
    table.look_for("nothing like it")
    assert table.rows == 0
    table.look_for("")
    assert table.rows == 2


def test_chosen_rows_are_copied_whole(qtbot, table):
    table.selectRow(1)
    table.setFocus()
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == "192.0.2.8 whole"


def test_a_share_has_its_bar(table):
    model = table.model()
    assert model.share(model.index(0, 1)) == 0.75
    assert model.share(model.index(0, 0)) is None
    colour = table._theme.colour("err_fill")
    picture = table.viewport().grab().toImage()
    found = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) == colour
    ]
    assert found
