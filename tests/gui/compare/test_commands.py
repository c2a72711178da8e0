"""The commands open comparisons: of a tab, of the history, of what works elsewhere."""

import pytest
from PySide6.QtWidgets import QApplication

from inspector.gui.compare.columns import column_of, kept_column
from inspector.gui.compare.commands import Comparing, read_working
from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.state.documents import RequestDocument
from inspector.intake.results import Unreadable
from inspector.record import read_filter
from tests.gui.compare_samples import columns, token
from tests.gui.history_samples import attempt


@pytest.fixture
def comparing(panel_tools):
    return Comparing(panel_tools)


@pytest.fixture
def tab(panel_tools):
    pair = columns()
    made = RequestDocument(pair[0].request)
    for each in pair:
        made.attempts.add(each.answer)
    panel_tools.tabs.open(made)
    return made


def _compared(tools):
    assert isinstance(tools.tabs.active, ComparedDocument)
    return [column.answer for column in tools.tabs.active.columns]


def test_the_attempt_shown_is_compared_with_the_one_before(comparing, tab, panel_tools):
    assert panel_tools.actions.run("compare-previous")
    assert _compared(panel_tools) == list(tab.attempts.answers)


def test_with_one_attempt_there_is_nothing_to_compare(comparing, panel_tools):
    assert not panel_tools.actions.run("compare-previous")


def test_the_rail_shows_the_last_comparison_or_an_empty_one(comparing, panel_tools, tab):
    panel_tools.actions.run("show-compare")
    first = panel_tools.tabs.active
    panel_tools.tabs.activate(tab)
    panel_tools.actions.run("show-compare")
    assert panel_tools.tabs.active is first
    panel_tools.tabs.close(first)
    panel_tools.tabs.close(tab)
    panel_tools.actions.run("show-compare")
    assert _compared(panel_tools) == []


def test_attempts_of_the_history_are_compared_oldest_first(comparing, panel_tools, kept, qtbot):
    rows = kept._get().page(read_filter("")).result(60)
    panel_tools.actions.run("show-compare", rows[:2])
    document = panel_tools.tabs.active
    qtbot.waitUntil(lambda: len(document.columns) == 2)
    assert [column.answer.attempt.id for column in document.columns] == ["a4", "a5"]


def test_a_reply_is_taken_with_its_verdict(panel_tools):
    text = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\n\r\n"
    assert read_working(text, panel_tools.vault).verdict.findings


def test_a_token_is_no_request(panel_tools):
    with pytest.raises(Unreadable, match="token"):
        read_working(token(), panel_tools.vault)


def test_an_empty_clipboard_is_said(comparing, panel_tools, qtbot):
    QApplication.clipboard().clear()
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.actions.run("compare-pasted")
    assert "works first" in said.args[0].text


def test_what_can_not_be_read_opens_no_comparison(comparing, tab, panel_tools, qtbot):
    QApplication.clipboard().setText("no request at all")
    with qtbot.waitSignal(panel_tools.notices.said):
        panel_tools.actions.run("compare-pasted")
    assert panel_tools.tabs.documents == (tab,)


def test_an_attempt_that_was_deleted_meanwhile_is_said(comparing, panel_tools, kept, qtbot):
    rows = kept._get().page(read_filter("")).result(60)
    kept._get().delete([rows[0].key]).result(60)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.actions.run("show-compare", rows[:2])
    assert said.args[0].text == "This attempt is no longer in the history."


# ---------------- Columns of tabs and of the history
def test_an_answer_of_a_request_knows_its_tab():
    made = columns()[0]
    tab = RequestDocument(made.request)
    found = column_of(tab, made.answer)
    assert (found.tab, found.request) == (tab, made.request)
    assert column_of(RequestDocument(kind="reply"), made.answer).tab is None


def test_an_attempt_of_the_history_has_its_request_but_no_tab():
    row, kept = attempt(3)
    found = kept_column(row, kept)
    assert found.answer.attempt is kept.attempt
    assert found.request is kept.attempt.request
    assert found.tab is None
    assert found.label.startswith("GET /orders, ")
