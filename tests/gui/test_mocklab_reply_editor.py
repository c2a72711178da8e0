"""Replies of a scenario are changed while the server runs, and put back."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.lists.key_value_table import Row
from inspector.gui.mocklab.lab_tabs import ReplyEditor

SLUG = "expired-token"


@pytest.fixture
def editor(qtbot, panel_tools):
    made = ReplyEditor(panel_tools)
    qtbot.addWidget(made)
    made.show_scenario(SLUG)
    made.resize(600, 500)
    made.show()
    return made


@pytest.fixture
def running(qtbot, editor, panel_tools):
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    return panel_tools.lab.server


def test_without_a_server_the_replies_are_shown_only(editor):
    assert editor.hint.isVisible()
    assert editor.names.currentText() == "401: expired"
    assert not editor.status.isEnabled()
    assert "expired" in editor.body.toPlainText()


def test_a_change_counts_for_the_next_request(qtbot, editor, running):
    assert not editor.hint.isVisible()
    assert not editor.original.isEnabled()
    editor.status.setValue(403)
    qtbot.keyClicks(editor.reason, "No")
    editor.headers.edited.emit(editor.headers.rows)
    reply = running.replies(SLUG)["expired"]
    assert (reply.status, reply.reason) == (403, "No")
    assert editor.names.currentText() == "403: expired"
    qtbot.mouseClick(editor.original, Qt.MouseButton.LeftButton)
    assert running.replies(SLUG)["expired"].status == 401
    assert editor.status.value() == 401
    assert editor.reason.text() == ""


def test_headers_are_changed_and_left_out(qtbot, editor, running):
    rows = [Row("X-New", "1"), Row("X-Off", "2", enabled=False), Row("", "3")]
    editor.headers.model.change(rows)
    assert running.replies(SLUG)["expired"].headers == (("X-New", "1"),)


def test_another_reply_and_another_scenario(editor, running):
    editor.names.setCurrentIndex(editor.names.findData("ok"))
    assert editor.status.value() == 200
    editor.show_scenario("wrong-password")
    assert editor.names.findData("refused") >= 0
    assert running.replies(SLUG)["ok"].status == 200
