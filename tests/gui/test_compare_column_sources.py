"""Columns of tabs and of the history."""

from inspector.gui.compare.comparing import column_of, kept_column
from inspector.gui.state.documents import RequestDocument
from tests.gui.compare_samples import columns
from tests.gui.history_samples import attempt


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
