"""The panel follows the history while it is shown."""

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.history.history_export import _read
from inspector.gui.history.history_model import HistoryModel
from inspector.gui.history.history_panel import HistoryList, HistoryPanel
from inspector.gui.history.row_entries import row_entries
from inspector.record import read_filter
from tests.gui.history_samples import attempt


@pytest.fixture
def panel(panel_tools, kept, qtbot):
    made = HistoryPanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(224, 700)
    with qtbot.waitSignal(made.model.filled):
        made.show()
    qtbot.waitUntil(lambda: made.count.text() == "5 attempts")
    return made


def _filter(qtbot, panel, text):
    with qtbot.waitSignal(panel.model.filled):
        panel.filter.setText(text)
    return [row.id for row in panel.model.rows]


def test_typing_filters(panel, qtbot):
    assert _filter(qtbot, panel, "status:200") == ["a2", "a1"]
    qtbot.waitUntil(lambda: panel.count.text() == "2 attempts")


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_words_are_completed_while_they_are_typed(panel, qtbot):
    line, popup = panel.filter, panel.completer.list.popup()
    panel.activateWindow()
    line.setFocus()
    qtbot.keyClicks(line, "-sta")
    qtbot.waitUntil(popup.isVisible)
    assert popup.accessibleName()
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert line.text() == "-status:"
    qtbot.waitUntil(popup.isVisible)  # its values, at once
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "-status:401 "
    qtbot.waitUntil(lambda: {row.status for row in panel.model.rows} == {200})
    qtbot.keyClicks(line, "zzz")
    qtbot.waitUntil(lambda: not popup.isVisible())


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
    kept._get().add(*attempt(8)).result(60)
    with qtbot.waitSignal(panel.model.filled):
        kept.changed.emit()
    assert panel.model.rows[0].id == "a8"


def test_pinning_deleting_and_marking(panel, panel_tools, qtbot):
    with qtbot.waitSignal(panel.model.filled):
        panel.list.pin_asked.emit(panel.model.rows[0])
    assert panel.model.rows[0].pinned
    with qtbot.waitSignal(panel.model.filled):
        panel.list.delete_asked.emit(panel.model.rows[3:])
    assert len(panel.model.rows) == 3
    panel.card.ask(panel.model.rows[1])
    panel.card.tags.setText("release")
    with qtbot.waitSignal(panel.model.filled):
        panel.card.tags.returnPressed.emit()
    assert panel.model.rows[1].tags == ("release",)


def test_the_menu_clears_all_but_the_pinned(panel, kept, qtbot):
    kept._get().mark(panel.model.rows[0].key, pinned=True).result(60)
    entries = row_entries(panel.list.chosen, panel._actions())
    with qtbot.waitSignal(panel.model.filled):
        next(entry for entry in entries if entry.text == "Delete all but pinned").do()
    assert [row.id for row in panel.model.rows] == ["a5"]


def test_an_empty_history_offers_an_import(panel_tools, qtbot):
    asked = []
    panel_tools.actions.provide("import-history", asked.append)
    made = HistoryPanel(panel_tools)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.model.filled):
        made.show()
    assert made._import.isVisible()
    made._import.click()
    assert asked == [None]
    _filter(qtbot, made, "status:401")
    assert not made._import.isVisible()


def test_a_dropped_file_is_imported(panel, panel_tools, tmp_path):
    asked = []
    panel_tools.actions.provide("import-history", asked.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.har"))])
    where = QPointF(5, 5)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    QCoreApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    drop = QDropEvent(where, Qt.DropAction.CopyAction, data, left, none)
    QCoreApplication.sendEvent(panel, drop)
    assert asked == [(tmp_path / "a.har",)]


def test_it_looks_for_what_it_is_told(panel, qtbot):
    with qtbot.waitSignal(panel.model.filled):
        panel.look_for("status:200")
    assert panel.filter.text() == "status:200"


def test_a_column_of_the_strip_is_listed(panel, qtbot):
    qtbot.waitUntil(lambda: bool(panel.strip.spans))
    panel.filter.setText("status:401")
    last = max(at for at, span in enumerate(panel.strip.spans) if span.total)
    with qtbot.waitSignal(panel.model.filled):
        panel.strip.asked.emit(last)
    assert panel.filter.text().startswith("status:401 after:")
    assert [row.id for row in panel.model.rows] == ["a5"]


def test_an_attempt_that_is_gone_already_does_not_count_as_deleted(panel, panel_tools, qtbot):
    said = []
    panel_tools.notices.said.connect(lambda notice: said.append(notice.text))
    last = panel.model.rows[4:]
    for _ in range(2):
        panel.list.delete_asked.emit(last)
    assert not said  # nothing is deleted yet
    qtbot.waitUntil(lambda: len(said) == 2)
    assert sorted(said) == ["0 attempts were deleted.", "1 attempt was deleted."]


# ---------------- Keys and clicks of the list
@pytest.fixture
def rows(panel_tools, kept, qtbot):
    model = HistoryModel(kept)
    made = HistoryList(panel_tools.theme, model)
    qtbot.addWidget(made)
    made.resize(220, 400)
    made.show()
    with qtbot.waitSignal(model.filled):
        model.show_filter(read_filter(""))
    made.setCurrentIndex(model.index(1))
    return made


def test_enter_opens_to_stay(rows, qtbot):
    with qtbot.waitSignal(rows.open_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert (asked.args[0].id, asked.args[1]) == ("a4", True)


def test_a_click_opens_a_preview(rows, qtbot):
    where = rows.visualRect(rows.model().index(2)).center()
    with qtbot.waitSignal(rows.open_asked) as asked:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert (asked.args[0].id, asked.args[1]) == ("a3", False)


def test_delete_asks_for_all_that_are_chosen(rows, qtbot):
    rows.selectAll()
    with qtbot.waitSignal(rows.delete_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert [row.id for row in asked.args[0]] == ["a5", "a4", "a3", "a2", "a1"]


def test_p_pins(rows, qtbot):
    with qtbot.waitSignal(rows.pin_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_P)
    assert asked.args[0].id == "a4"
    assert rows.current.id == "a4"


def test_chosen_attempts_are_exported_together(panel, qtbot):
    panel.exporting.ask(tuple(panel.model.rows[:2]))
    qtbot.waitUntil(lambda: bool(panel.window().findChildren(ExportDialog)))
    (dialog,) = panel.window().findChildren(ExportDialog)
    dialog.produced.choose(format="csv")
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith("number,"))
    assert len(dialog.preview.toPlainText().splitlines()) == 3
    dialog.close()


def test_one_attempt_is_exported_with_the_verdict_it_had(panel, qtbot):
    asked = panel._tools.history.ask(
        lambda history, _key: (
            _read(history, (panel.model.rows[0].key,)),
            history.load(panel.model.rows[0].key).result(),
        )
    )
    with qtbot.waitSignal(asked.succeeded) as found:
        pass
    answer, kept = found.args[0]
    assert answer.verdict == kept.verdict
