"""The list of rows folds, filters and speaks."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from inspector.compare import Section
from inspector.compare.records import CodeLine
from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.lines_model import MOST, ROW, LinesModel, code_shown
from tests.gui.compare_samples import columns


@pytest.fixture
def model(qapp):
    made = LinesModel()
    made.show_comparison(compute(columns(), ()))
    return made


def _find(model, kind):
    return next(model.index(at) for at, row in enumerate(model.rows) if row.kind == kind)


def test_a_fold_opens_and_closes(model):
    before = model.rowCount()
    model.toggle(_find(model, "fold"))
    assert model.rowCount() > before
    model.toggle(_find(model, "fold"))
    assert model.rowCount() == before


def test_a_line_does_not_fold(model):
    before = model.rows
    model.toggle(_find(model, "line"))
    assert model.rows == before


def test_only_differences(model):
    model.show_only_differences(True)
    assert all(row.kind in {"section", "line"} for row in model.rows)


def test_rows_are_data(model):
    index = _find(model, "line")
    assert model.data(index, ROW) is model.row(index)
    assert "differs" in model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "\n" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert model.data(QModelIndex()) is None
    assert len(model.comparison.heads) == 2


# ---------------- Of laid-out bodies what differs is listed with what stands around it
def _section(*differing, count=20):
    def line(number):
        return CodeLine(text=f"line {number}", number=number, differs=number in differing)

    rows = tuple((line(number), None) for number in range(1, count + 1))
    return Section(id="body", title="Body", code=rows)


def _listed(section, *opened, only=False):
    shown = code_shown(section, frozenset(opened), only_differences=only)
    return [row.code[0].number if row.code else row.text for row in shown]


def test_runs_of_equal_rows_are_folded():
    assert _listed(_section(10)) == [
        "7 lines are the same", 8, 9, 10, 11, 12, "8 lines are the same",
    ]  # fmt: skip


def test_a_short_run_is_not_worth_a_fold():
    assert _listed(_section(5, 12)) == [1, 2, *range(3, 15), "6 lines are the same"]


def test_a_fold_opens():
    section = _section(10)
    fold = code_shown(section, frozenset(), only_differences=False)[0]
    assert _listed(section, fold.key)[:9] == ["7 lines are the same", *range(1, 9)]


def test_only_differences_in_code_block():
    assert _listed(_section(3, 10), only=True) == [3, 10]


def test_where_nothing_differs_all_is_listed():
    assert _listed(_section()) == list(range(1, 21))


def test_very_much_is_folded():
    section = _section(*range(1, 101), count=100)
    listed = _listed(section)
    assert listed == [*range(1, MOST + 1), "60 more lines"]
    assert _listed(section, "body:rest") == [*listed, *range(MOST + 1, 101)]
    assert _listed(_section(*range(1, MOST + 4), count=MOST + 3))[-1] == MOST + 3


def test_the_first_rows_say_what_they_are():
    shown = code_shown(_section(1), frozenset(), only_differences=False)
    assert [row.text for row in shown[:3]] == ["JSON", "by key", ""]
    assert [row.begins for row in shown[:2]] == [True, False]
    assert [row.ends for row in shown if row.code] == [False, False, True]


def test_a_short_body_is_to_be_read_whole():
    short = code_shown(_section(1, count=6), frozenset(), only_differences=False)[0].short
    long = code_shown(_section(1, count=60), frozenset(), only_differences=False)[0].short
    assert (short, long) == ((True, True), (False, True))
