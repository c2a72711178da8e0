"""The response pane through all its states: empty, sending, refused, failed, well."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.attempts import Attempts
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.pill import Pill
from inspector.workbench.answer import Answer
from tests.gui import answer_samples as samples


@pytest.fixture
def attempts(qapp):
    return Attempts()


@pytest.fixture
def pane(qtbot, panel_tools, attempts):
    made = ResponsePane(attempts, panel_tools)
    qtbot.addWidget(made)
    made.resize(796, 768)
    made.show()
    return made


def _visible(pane):
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_before_the_first_send_it_says_what_to_do(pane):
    assert "Send the request to see the reply" in _visible(pane)
    assert pane.findChild(Pill, "status_pill").isHidden()


def test_a_refusal_shows_status_verdict_and_bytes(qtbot, pane, attempts):
    attempts.add(samples.expired())
    assert pane.findChild(Pill, "status_pill").text == "401 Unauthorized"
    assert pane.findChild(QLabel, "verdict_title").text() == (
        "Your access token expired 27 minutes ago"
    )
    assert "401" in pane.findChild(QWidget, "exchange_view").toPlainText()
    assert pane.findChild(Button, "evidence_1").text().strip() == "line 13"


def test_success_is_a_green_pill_without_a_card(pane, attempts):
    attempts.add(samples.success())
    assert pane.findChild(Pill, "status_pill").text == "200 OK"
    assert not pane.body.card.isVisible()


def test_a_failed_connection_uses_the_same_card(pane, attempts):
    attempts.add(samples.refused_connection())
    assert pane.findChild(Pill, "status_pill").text == "No reply"
    assert pane.findChild(QLabel, "verdict_title").text().startswith("Nothing listens")


def test_sending_shows_steps_over_the_dimmed_answer(pane, attempts):
    attempts.add(samples.expired())
    attempts.start()
    step = SimpleNamespace(
        index=0, purpose="main", stage="wait", method="GET", url="https://a/b", elapsed_ms=5
    )
    attempts.progress((step,))
    assert pane.sending.lines == ("Request: GET a/b, waiting for the reply, 5 ms",)
    assert not pane.body._veil.isHidden()
    attempts.add(samples.success())
    assert pane.sending.isHidden()
    assert pane.body._veil.isHidden()


def test_a_stopped_send_says_so_and_keeps_the_answer(pane, attempts):
    attempts.add(samples.expired())
    attempts.start()
    attempts.end("You stopped the request.")
    assert not pane.note.isHidden()
    assert pane.findChild(Pill, "status_pill").text == "401 Unauthorized"
    attempts.start()
    assert pane.note.isHidden()
    attempts.end()


def test_the_first_send_says_that_it_runs(pane, attempts):
    attempts.start()
    assert "Sending…" in _visible(pane)
    attempts.end("You stopped the request.")
    assert "Send the request to see the reply" in _visible(pane)


def test_evidence_commands_jump_to_the_bytes(pane, attempts, panel_tools):
    assert not panel_tools.actions.can_run("next-evidence")
    attempts.add(samples.expired())
    assert panel_tools.actions.run("next-evidence")
    view = pane.body.tabs.exchange.view
    assert view.current_line().number == 13
    panel_tools.actions.run("next-evidence")
    assert view.current_line().number == 4
    panel_tools.actions.run("previous-evidence")
    assert view.current_line().number == 13


def test_older_and_newer_walk_the_answers(pane, attempts, panel_tools):
    attempts.add(samples.expired())
    attempts.add(samples.success())
    assert panel_tools.actions.run("older")
    assert pane.findChild(Pill, "status_pill").text == "401 Unauthorized"
    assert not panel_tools.actions.can_run("older")
    panel_tools.actions.run("newer")
    assert pane.findChild(Pill, "status_pill").text == "200 OK"


def test_a_fix_is_handed_on_as_a_command(qtbot, pane, attempts, panel_tools):
    asked = []
    panel_tools.actions.provide("apply-fix", asked.append)
    attempts.add(samples.expired())
    qtbot.mouseClick(pane.findChild(Button, "fix_2"), Qt.MouseButton.LeftButton)
    assert [fix.id for fix in asked] == ["enter-token"]


def test_the_answer_is_copied_by_its_command(qtbot, pane, attempts, panel_tools):
    sample = samples.expired()
    attempts.add(
        Answer(attempt=sample.attempt, annotations=sample.annotations, verdict=sample.verdict)
    )
    with qtbot.waitSignal(panel_tools.notices.said):
        panel_tools.actions.run("copy-answer")
    assert "expired 27 minutes ago" in QGuiApplication.clipboard().text()


def test_a_reply_is_announced_and_takes_no_focus(pane, attempts, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    before = QGuiApplication.focusObject()
    attempts.add(samples.expired())
    assert [event.message() for event in said if hasattr(event, "message")] == [
        "401 Unauthorized. Certain: Your access token expired 27 minutes ago. 2 proofs."
    ]
    assert QGuiApplication.focusObject() is before


def test_every_focusable_part_has_a_name(pane, attempts):
    attempts.add(samples.redirected(3))
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


def test_no_text_tooltip_or_name_holds_the_token(pane, attempts):
    attempts.add(samples.expired())
    for index in range(4):
        pane.body.tabs.tabs.setCurrentIndex(index)
        for widget in (pane, *pane.findChildren(QWidget)):
            told = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            told += [
                str(getattr(widget, name)())
                for name in ("text", "toPlainText")
                if callable(getattr(widget, name, None))
            ]
            assert samples.TOKEN not in "\n".join(told)


def test_notes_and_secrets_are_toggled(qtbot, pane, attempts, panel_tools):
    attempts.add(samples.expired())
    qtbot.mouseClick(pane.findChild(Button, "secrets_toggle"), Qt.MouseButton.LeftButton)
    assert not panel_tools.choices.value.secrets_hidden
    assert samples.TOKEN in pane.body.tabs.exchange.view.toPlainText()
    qtbot.mouseClick(pane.findChild(Button, "notes_toggle"), Qt.MouseButton.LeftButton)
    assert not panel_tools.choices.value.notes_on
