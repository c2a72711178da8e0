"""What is the same is folded, what differs in every reply stands apart."""

import pytest

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.compare_rows import copied, shown_rows, spoken
from tests.gui.compare_samples import columns


@pytest.fixture(scope="module")
def comparison():
    return compute(columns(), ())


def _rows(comparison, *opened, only=False):
    return shown_rows(comparison, frozenset(opened), only_differences=only)


def test_sections_hold_what_differs_and_a_fold_for_the_rest(comparison):
    texts = [(row.kind, row.text) for row in _rows(comparison)]
    at = texts.index(("section", "Credential"))
    assert texts[at + 1] == ("line", "Authorization")
    assert ("fold", "alg (header), typ (header), iss, aud: the same") in texts


def test_an_open_fold_shows_its_lines(comparison):
    names = [row.text for row in _rows(comparison, "credential:same") if row.kind == "line"]
    assert "iss" in names


def test_only_differences_leaves_the_folds_out(comparison):
    rows = _rows(comparison, only=True)
    assert {row.kind for row in rows} == {"section", "line"}
    assert all(row.line.differs for row in rows if row.line)


def test_a_row_is_read_aloud_with_what_its_colours_say(comparison):
    row = next(row for row in _rows(comparison) if row.text == "exp")
    text = spoken(row, ("old", "new"))
    assert text.startswith("exp; differs; old: 25 Nov 2026")
    assert "past, bad" in text
    assert "ahead, good" in text


def test_a_row_is_copied_with_tabs(comparison):
    row = next(row for row in _rows(comparison) if row.text == "Status")
    assert copied(row) == "Status\t401\t200"
    assert copied(_rows(comparison)[0]) == "Request"
