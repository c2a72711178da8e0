"""The panel follows the history while it is shown."""

import pytest

from inspector.gui.history.history_panel import HistoryPanel
from inspector.gui.history.row_entries import row_entries
from tests.gui.history_samples import attempt


@pytest.fixture
def panel(panel_tools, kept, qtbot):
    made = HistoryPanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(224, 700)
    with qtbot.waitSignal(made.model.filled, timeout=5000):
        made.show()
    qtbot.waitUntil(lambda: made.count.text() == "5 attempts", timeout=5000)
    return made


def _filter(qtbot, panel, text):
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        panel.filter.setText(text)
    return [row.id for row in panel.model.rows]


def test_typing_filters(panel, qtbot):
    assert _filter(qtbot, panel, "status:200") == ["a2", "a1"]
    qtbot.waitUntil(lambda: panel.count.text() == "2 attempts", timeout=5000)


def test_what_is_not_understood_is_said_below(panel, qtbot):
    assert len(_filter(qtbot, panel, "foo:bar")) == 5
    assert panel.problem.isVisible()
    assert "foo: is no key" in panel.problem.text()
    _filter(qtbot, panel, "")
    assert not panel.problem.isVisible()


def test_where_nothing_fits_it_says_so(panel, qtbot):
    _filter(qtbot, panel, "status:599")
    assert panel.empty.isVisible()
    assert not panel.list.isVisible()


def test_a_new_attempt_appears(panel, kept, qtbot):
    kept._get().add(*attempt(8)).result(5)
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        kept.changed.emit()
    assert panel.model.rows[0].id == "a8"


def test_pinning_deleting_and_marking(panel, panel_tools, qtbot):
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        panel.list.pin_asked.emit(panel.model.rows[0])
    assert panel.model.rows[0].pinned
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        panel.list.delete_asked.emit(panel.model.rows[3:])
    assert len(panel.model.rows) == 3
    panel.card.ask(panel.model.rows[1])
    panel.card.tags.setText("release")
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        panel.card.tags.returnPressed.emit()
    assert panel.model.rows[1].tags == ("release",)


def test_the_menu_clears_all_but_the_pinned(panel, kept, qtbot):
    kept._get().mark(panel.model.rows[0].key, pinned=True).result(5)
    entries = row_entries(panel.list.chosen, panel._actions())
    with qtbot.waitSignal(panel.model.filled, timeout=5000):
        next(entry for entry in entries if entry.text == "Delete all but pinned").do()
    assert [row.id for row in panel.model.rows] == ["a5"]
