"""The sidebar of tokens opens what was seen or pasted; texts are masked there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.tokens_panel import TokensPanel
from tests.gui.token_samples import solved, token


@pytest.fixture
def panel(panel_tools, qtbot):
    tab = RequestDocument(solved(token()).attempt.request)
    tab.attempts.add(solved(token()))
    panel_tools.tabs.open(tab)
    made = TokensPanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(224, 600)
    made.show()
    qtbot.waitUntil(lambda: made.list.count() == 1)
    return made


def test_a_seen_token_opens_once(panel, panel_tools):
    index = panel.list.plain.index(0, 0)
    assert token() not in index.data() + index.data(Qt.ItemDataRole.ToolTipRole)
    panel.list.activated.emit(index)
    first = panel_tools.tabs.active
    assert isinstance(first, TokenDocument)
    panel_tools.tabs.step(-1)
    panel.list.activated.emit(index)
    assert panel_tools.tabs.active is first


def test_a_pasted_token_opens_and_does_not_stay(panel, panel_tools):
    panel.paste.setText("opaque-value-123456")
    QTest.keyClick(panel.paste, "\r")
    assert panel_tools.tabs.active.topic == "opaque-value-123456"
    assert panel.paste.text() == ""


def test_new_answers_appear(panel, panel_tools, qtbot):
    tab = panel_tools.tabs.documents[0]
    tab.attempts.add(solved(token(jti="2")))
    qtbot.waitUntil(lambda: panel.list.count() == 2)


def test_without_any_it_says_what_will_appear(panel, panel_tools, qtbot):
    panel_tools.tabs.close(panel_tools.tabs.documents[0])
    panel.hide()
    panel.show()
    qtbot.waitUntil(panel.empty.isVisible)


def test_the_row_of_the_active_tab_is_chosen(panel, panel_tools):
    assert panel.list.currentRow() == -1
    panel.list.activated.emit(panel.list.plain.index(0, 0))
    assert panel.list.currentRow() == 0
    panel_tools.tabs.activate(panel_tools.tabs.documents[0])
    assert panel.list.currentRow() == -1


def test_a_row_says_where_the_token_was_met(panel):
    index = panel.list.plain.index(0, 0)
    assert index.data().endswith(", orders")
    assert "Found in Authorization sent." in index.data(Qt.ItemDataRole.ToolTipRole)


def test_compact_rows_have_room_for_both_of_their_lines(panel, panel_tools, qtbot):
    usual = panel.list.sizeHintForRow(0)
    panel_tools.theme.set_compact(True)
    panel_tools.tabs.changed.emit(panel_tools.tabs.active)
    qtbot.waitUntil(lambda: panel.list.sizeHintForRow(0) < usual)
    assert panel.list.sizeHintForRow(0) >= 2 * QFontMetrics(panel_tools.theme.font(13)).height()
    panel_tools.theme.set_compact(False)
