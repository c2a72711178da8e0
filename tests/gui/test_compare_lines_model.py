"""The list of rows folds, filters and speaks."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.lines_model import ROW, LinesModel
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
