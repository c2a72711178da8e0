"""Captures, expectations and documentation are edited as parts of the request."""

import pytest

from inspector.gui.compose.request_pane import AFTER, DOCS, RequestPane
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.widgets.label import Label
from inspector.model.request import Capture, Expectation, Request

REQUEST = Request(
    url="https://a/",
    description="# Orders\n<b>all</b> of them",
    captures=(Capture(variable="token", path="$.t"),),
    expectations=(Expectation(value="2xx"),),
)


@pytest.fixture
def current():
    return CurrentRequest(REQUEST)


@pytest.fixture
def pane(current, panel_tools, qtbot):
    made = RequestPane(current, panel_tools)
    qtbot.addWidget(made)
    made.resize(460, 600)
    made.show()
    return made


def test_what_is_typed_is_the_requests(pane, current):
    pane.focus_field("captures")
    assert pane.after.isVisible()
    assert pane._beside[AFTER].isChecked()
    assert [row[:2] for row in pane.after.captures.rows] == [("token", "$.t")]
    rows = pane.after.expectations.model
    rows.setData(rows.index(1, 1), "header ETag")
    rows.setData(rows.index(1, 2), "x")
    assert current.value.expectations == (
        Expectation(value="2xx"),
        Expectation(of="header", name="ETag", value="x"),
    )
    current.undo()
    current.undo()
    assert current.value.expectations == REQUEST.expectations
    assert [row[:2] for row in pane.after.expectations.rows] == [("status", "2xx")]


def test_what_can_not_work_is_said_below(pane):
    rows = pane.after.captures.model
    rows.setData(rows.index(0, 2), "token")
    assert "no JSONPath" in pane.after.check.text


def test_documentation_is_read_as_plain_text_and_written(pane, current):
    pane.show_part(DOCS)
    shown = [each.text() for each in pane.pages.page(DOCS).read.findChildren(Label)]
    assert shown == ["Orders", "<b>all</b> of them"]
    assert not pane.pages.page(DOCS).turn.isChecked()
    pane.focus_field("description")
    pane.pages.page(DOCS).text.setPlainText("New")
    assert current.value.description == "New"
    pane.pages.page(DOCS).turn.click()
    assert [
        each.text() for each in pane.pages.page(DOCS).read.findChildren(Label) if each.isVisible()
    ] == ["New"]
