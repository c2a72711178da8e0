"""Rows arrive page by page; an old question's answer is ignored."""

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.history.history_model import ROW, HistoryModel
from inspector.record import read_filter, search
from tests.gui.history_samples import attempt


@pytest.fixture
def model(kept, qapp):
    return HistoryModel(kept)


def _show(qtbot, model, text=""):
    with qtbot.waitSignal(model.filled, timeout=5000):
        model.show_filter(read_filter(text))
    return [row.id for row in model.rows]


def test_the_newest_come_first(model, qtbot):
    assert _show(qtbot, model) == ["a5", "a4", "a3", "a2", "a1"]
    assert model.rowCount() == 5
    assert model.index(0).data(ROW).id == "a5"


def test_a_filter_is_answered(model, qtbot):
    assert _show(qtbot, model, "status:200") == ["a2", "a1"]
    assert _show(qtbot, model, "status:500") == []


def test_rows_are_read_aloud_and_explained(model, qtbot):
    _show(qtbot, model)
    index = model.index(0)
    assert "status 401" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "https://api.example.com/orders/5" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_older_ones_follow(model, kept, qtbot, monkeypatch):
    monkeypatch.setattr(search.page, "__defaults__", (None, 2))
    monkeypatch.setattr(kept._get().page.__func__, "__defaults__", (None, 2))
    assert _show(qtbot, model) == ["a5", "a4"]
    while model.canFetchMore(QModelIndex()):
        before = model.rowCount()
        model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda: model._job is None, timeout=5000)
        assert model.rowCount() > before or not model.canFetchMore(QModelIndex())
    assert [row.id for row in model.rows] == ["a5", "a4", "a3", "a2", "a1"]


def test_the_last_question_wins(model, qtbot):
    model.show_filter(read_filter("status:200"))
    assert _show(qtbot, model, "status:401") == ["a5", "a4", "a3"]


def test_new_ones_appear_after_renewing(model, kept, qtbot):
    _show(qtbot, model)
    kept._get().add(*attempt(9)).result(5)
    with qtbot.waitSignal(model.filled, timeout=5000):
        model.renew()
    assert model.rows[0].id == "a9"


def test_no_row_beyond_the_end(model):
    assert model.row(model.index(7)) is None
    assert model.data(QModelIndex()) is None


def test_an_answer_after_the_window_was_closed_is_dropped(model, qtbot):
    model.show_filter(read_filter(""))
    asked = model._job
    shiboken6.delete(model)
    with qtbot.captureExceptions() as raised:
        qtbot.waitSignal(asked.ended, timeout=5000).wait()
    assert not raised
