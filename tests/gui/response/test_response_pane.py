"""The response pane through all its states: empty, sending, refused, failed, well."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from inspector.export.export import Exported
from inspector.export.leak_check import Leak
from inspector.gui.response import response_pane, sending_view
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.reply_tabs import EXCHANGE, SIGN_IN
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.response.sending_view import SendingView
from inspector.gui.state.attempts import Attempts
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.marks import Pill
from inspector.model.exchange import Failure
from inspector.model.question import Notice
from inspector.workbench.answer import Answer, answer
from inspector.workbench.progress import Progress, Recorded, Told
from tests.fixtures import sign_ins
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
    step = Progress(
        index=0, purpose="main", stage="wait", method="GET", url="https://a/b", elapsed_ms=5
    )
    attempts.progress((step,))
    assert pane.sending.get().lines == ("Request: GET a/b, waiting for the reply, 5 ms",)
    assert not pane.body._veil.isHidden()
    attempts.add(samples.success())
    assert pane.sending.get().isHidden()
    assert pane.body._veil.isHidden()


def test_a_stopped_send_says_so_and_keeps_the_answer(pane, attempts):
    attempts.add(samples.expired())
    attempts.start()
    attempts.end("You stopped the request.")
    assert not pane.note.get().isHidden()
    assert pane.findChild(Pill, "status_pill").text == "401 Unauthorized"
    attempts.start()
    assert pane.note.get().isHidden()
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


# ---------------- The answer on the clipboard is Markdown without secrets
def _answer():
    sample = samples.expired()
    return Answer(attempt=sample.attempt, annotations=sample.annotations, verdict=sample.verdict)


def test_the_verdict_and_its_proofs_are_copied(qtbot, panel_tools):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        response_pane.copy_answer(_answer(), panel_tools)
    text = QGuiApplication.clipboard().text()
    assert "Your access token expired 27 minutes ago" in text
    assert samples.TOKEN not in text
    assert "masked" in said.args[0].text


def test_a_leak_is_never_copied(qtbot, panel_tools, monkeypatch):
    QGuiApplication.clipboard().setText("before")
    leak = Exported(text="secret", suffix=".md", leaks=(Leak("se••", 0, whole=True),))
    monkeypatch.setattr(response_pane, "_written", lambda answer, known: leak)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        response_pane.copy_answer(_answer(), panel_tools)
    assert QGuiApplication.clipboard().text() == "before"
    assert said.args[0].text.startswith("Not copied")


# ---------------- Rows of a running send appear as they happen
def _step(index, purpose, stage, url="https://u:p@api.example.com/v1/orders?key=secret"):
    return Progress(index=index, purpose=purpose, stage=stage, method="GET", url=url, elapsed_ms=31)


@pytest.fixture
def view(qtbot, light):
    made = SendingView(light)
    qtbot.addWidget(made)
    return made


def test_each_exchange_has_one_row_that_follows_its_stage(view):
    view.begin()
    view.add((_step(0, "token", "dns"), _step(0, "token", "body"), _step(1, "main", "connect")))
    assert view.lines == (
        "Token request: GET api.example.com/v1/orders, reading the body, 31 ms",
        "Request: GET api.example.com/v1/orders, connecting, 31 ms",
    )


def test_no_row_holds_password_or_query(view):
    view.begin()
    view.add((_step(0, "main", "wait"),))
    assert "secret" not in view.lines[0]
    assert "u:p" not in view.lines[0]


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("wait", "Still waiting: connected, no reply yet"),
        ("dns", "Still waiting: looking up the host"),
        (None, "Still waiting: nothing was sent yet"),
    ],
)
def test_a_long_wait_is_explained(qtbot, view, monkeypatch, stage, text):
    monkeypatch.setattr(sending_view, "LONG_MILLIS", 1)
    view.begin()
    if stage:
        view.add((_step(0, "main", stage),))
    assert view.waiting == ""
    qtbot.waitUntil(lambda: view.waiting == f"{text}, for 0 s")
    view.end()
    assert view.isHidden()


def test_the_time_of_what_is_waited_for_runs_on(view, monkeypatch):
    now = [50.0]
    monkeypatch.setattr(sending_view, "monotonic", lambda: now[0])
    view.begin()
    view.add((_step(0, "main", "connect"), _step(1, "main", "wait")))
    view._tell_waiting()
    now[0] += 12
    view._clock.timeout.emit()
    assert view.lines[0].endswith("connecting, 31 ms")
    assert view.lines[1].endswith("waiting for the reply, 12.0 s")
    shown = [label.text() for label in view._labels if not label.isHidden()]
    assert shown == list(view.lines)
    assert view.waiting.endswith("no reply yet, for 12 s")
    view.end()
    assert not view._clock.isActive()


def test_a_new_send_starts_empty(view):
    view.begin()
    view.add((_step(0, "main", "wait"),))
    view.begin()
    assert view.lines == ()
    view.end()


# ---------------- A sign-in is shown while it runs, in the tab that it belongs to
def _notice():
    ends = datetime.now(UTC) + timedelta(minutes=5)
    return Notice(text="Sign in.", address=f"{sign_ins.LOGIN}/device", code="AB-CD", ends=ends)


def test_each_tab_has_the_card_of_its_own_sign_in(qtbot, panel_tools, pane, attempts):
    others = Attempts()
    second = ResponsePane(others, panel_tools)
    qtbot.addWidget(second)
    second.show()
    attempts.start()
    others.start()
    attempts.progress((Told(_notice()),))
    assert pane.sign_in.get().isVisible()
    assert not second.sign_in.get().isVisible()
    others.progress((Told(_notice()),))
    attempts.end("Stopped.")
    assert not pane.sign_in.get().isVisible()
    assert second.sign_in.get().isVisible()


def test_the_steps_so_far_are_shown_while_somebody_is_waited_for(pane, attempts):
    attempts.add(samples.expired())
    whole = sign_ins.by_device(polls=2)
    attempts.start(whole.request)
    attempts.progress(tuple(Recorded(*each) for each in enumerate(whole.exchanges[:3])))
    assert not pane.body.is_live  # most sign-ins are over before anybody could read it
    attempts.progress((Told(_notice()),))
    assert pane.status.pill.text == "Waiting for your sign-in"
    steps = pane.body.tabs.steps.model_.steps
    assert [step.name for step in steps] == [
        "Discovery", "Device code", "You sign in", "Token", "Call",
    ]  # fmt: skip
    assert [step.disc for step in steps] == ["done", "done", "waits", "ahead", "ahead"]
    assert pane.body.tabs.tabs.currentIndex() == SIGN_IN
    assert pane.body.tabs.entry == 2
    attempts.progress((Told(None),))
    attempts.end("Stopped.")
    assert pane.body.tabs.tabs.currentIndex() == EXCHANGE
    assert pane.status.pill.text == "401 Unauthorized"


def test_a_code_that_nobody_used_in_time_can_be_had_anew(pane, attempts):
    failure = Failure(stage="sign-in", kind="nobody-came-back", message="Nobody signed in.")
    whole = sign_ins.by_device(polls=1)
    last = msgspec.structs.replace(whole.exchanges[2], failure=failure)
    over = msgspec.structs.replace(whole, exchanges=(*whole.exchanges[:2], last))
    attempts.start(whole.request)
    attempts.progress((Told(_notice()), Told(None)))
    attempts.add(answer(over))
    assert pane.sign_in.get().isVisible()
    assert pane.sign_in.get().again.isVisible()
    attempts.add(answer(sign_ins.signed_in()))
    assert not pane.sign_in.get().isVisible()


def test_a_token_that_came_is_told_to_a_screen_reader(pane, attempts):
    attempts.add(answer(sign_ins.signed_in()))
    assert pane.accessibleDescription().startswith("Signed in as user_812.")
    attempts.add(samples.success())
    assert "Signed in" not in pane.accessibleDescription()


def test_what_shows_an_answer_is_made_with_the_first_one(qtbot, panel_tools):
    attempts = Attempts()
    made = []
    pane = ResponsePane(attempts, panel_tools)
    qtbot.addWidget(pane)
    pane.show()
    pane.when_made(made.append)
    panel_tools.choices.toggle("notes_on")
    attempts.start()
    attempts.end("Stopped.")
    assert pane.findChildren(AnswerBody) == []
    attempts.add(samples.expired())
    (body,) = pane.findChildren(AnswerBody)
    assert made == [body]
    assert body.isVisible()
    assert body.tabs.notes.accessibleName() == "Notes off"
    pane.when_made(made.append)
    assert made == [body, body]
