"""Kept replies are read, named and taken out as parts of the request."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.compose.request_pane import DOCS, RequestPane
from inspector.gui.state.current_request import CurrentRequest
from inspector.model.request import Example, Request, RequestHeader
from inspector.presentation.library.example_words import example_text

ROWS = (RequestHeader("Content-Type", "application/json"),)
FOUND = Example(name="200 OK", status=200, reason="OK", headers=ROWS, body='{"id": 1}')
GONE = Example(name="Nobody there", status=404, reason="Not Found", url="https://a/1")


@pytest.fixture
def current():
    return CurrentRequest(Request(url="https://a/", examples=(FOUND, GONE)))


@pytest.fixture
def tab(current, panel_tools, qtbot):
    pane = RequestPane(current, panel_tools)
    qtbot.addWidget(pane)
    pane.resize(460, 600)
    pane.show()
    pane.show_part(DOCS)
    return pane.pages.page(DOCS).examples


def test_the_chosen_one_is_shown_whole(tab):
    rows = [tab.list.plain.rows[at].cells[0].text for at in range(tab.list.count())]
    assert rows == ["200 OK", "Nobody there  (404 Not Found)"]
    assert tab.text.toPlainText() == 'Content-Type: application/json\n\n{\n  "id": 1\n}'
    tab.list.setCurrentRow(1)
    assert tab.name.text() == "Nobody there"
    assert "https://a/1" in tab.line.toolTip() + tab.line.text()


def test_a_name_is_the_requests_and_undo_takes_it_back(tab, current, qtbot):
    tab.name.selectAll()
    qtbot.keyClicks(tab.name, "One order")
    assert current.value.examples[0].name == "One order"
    assert tab.list.currentRow() == 0
    current.undo()
    assert current.value.examples[0].name == "200 OK"
    assert tab.name.text() == "200 OK"


def test_delete_takes_the_chosen_one_out(tab, current, qtbot):
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    assert current.value.examples == (GONE,)
    assert tab.name.text() == "Nobody there"
    tab.take_out.click()
    assert current.value.examples == ()
    assert not tab.name.isVisible()


def test_what_was_not_kept_is_said():
    assert "not kept" in example_text(Example(body="a", complete=False))
    assert example_text(Example(complete=False)) == "The body is no text."
