"""Fixes: one step of undo, then sent again; or asked about, copied, waited for."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from inspector.gui.bridge.job import Job
from inspector.gui.sending import fix_commands
from inspector.gui.sending.fix_commands import Fixing, ask_consent, first_fix, own_part
from inspector.gui.sending.sending import FollowUps
from inspector.gui.state.documents import RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Action, Change, Field, Fix
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request
from inspector.record import read_filter
from inspector.workbench.answer import Answer
from inspector.workbench.applying.fix_context import Fixed

SET = Change(field=Field("url"), after="http://y")


class Sent(QObject):
    """Stands for Sending: remembers, and ends at once."""

    answered = Signal(object)

    def __init__(self, tools):
        super().__init__()
        self.sent = []
        self.follow_ups = FollowUps(tools)

    def send(self, document, origin):
        self.sent.append(origin)

    def follow(self, document, job):
        document.attempts.start()

    def take(self, document, answer):
        document.attempts.add(self.follow_ups.judged(document, answer))


@pytest.fixture
def sent(panel_tools):
    return Sent(panel_tools)


@pytest.fixture
def fixer(panel_tools, sent, monkeypatch):
    return Fixing(panel_tools, sent)


@pytest.fixture
def document(panel_tools):
    return panel_tools.tabs.open(RequestDocument(Request(url="http://x")))


def refuse(document, *fixes):
    finding = Finding(
        cause=Cause.WRONG_ENDPOINT,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        fixes=fixes,
    )
    document.attempts.add(Answer(attempt=Attempt(), verdict=Verdict(entry=0, findings=(finding,))))


def fixed_by(monkeypatch, panel_tools, fixed):
    """Let the background answer a fix with this."""
    jobs = []

    def start(_make):
        jobs.append(Job())
        return jobs[-1]

    monkeypatch.setattr(panel_tools.background, "start", start)
    return lambda: jobs[-1].succeeded.emit(fixed)


def test_a_fix_is_one_step_and_is_sent(fixer, document, panel_tools, sent, monkeypatch):
    answer = fixed_by(monkeypatch, panel_tools, Fixed(request=Request(url="http://y")))
    refuse(document, Fix(id="a", title="Use y", changes=(SET,)))
    panel_tools.actions.run("apply-fix")
    answer()
    assert document.current.value.url == "http://y"
    assert document.current.undo_label == "Use y"
    assert sent.sent == ["fix"]
    document.current.undo()
    assert document.current.value == Request(url="http://x")


def test_a_fix_that_could_not_be_done_is_not_sent(fixer, document, panel_tools, sent, monkeypatch):
    fixed = Fixed(request=document.current.value, note="There is no token request.", done=False)
    answer = fixed_by(monkeypatch, panel_tools, fixed)
    fixer.apply(document, Fix(id="a", title="Get a fresh token", action=Action("fetch-token")))
    answer()
    assert sent.sent == []
    assert panel_tools.notices.all[-1].text.startswith("There is no token")


def test_what_was_sent_for_a_fix_is_kept_beside_the_attempt_it_mends(
    fixer, document, panel_tools, monkeypatch, qtbot
):
    message = Message(method="POST", url="http://login.example.com/token")
    made = Attempt(id="t", origin="fix", exchanges=(Exchange(request=message),))
    answer = fixed_by(
        monkeypatch, panel_tools, Fixed(request=Request(url="http://x"), sent=(made,))
    )
    document.attempts.add(Answer(attempt=Attempt(id="before")))
    fixer.apply(document, Fix(id="a", title="Get a fresh token", action=Action("fetch-token")))
    with qtbot.waitSignal(panel_tools.history.changed):
        answer()
    (row,) = panel_tools.history._get().page(read_filter("")).result(60)
    assert (row.id, row.origin, row.parent) == ("t", "fix", "before")
    panel_tools.settings.set("history.keep", False)
    answer()
    assert len(panel_tools.history._get().page(read_filter("")).result(60)) == 1


def test_what_the_user_must_type_gets_the_focus(fixer, document, panel_tools, sent, monkeypatch):
    focused = []
    document.current.focus_wanted.connect(focused.append)
    wants = ("credential.password",)
    answer = fixed_by(monkeypatch, panel_tools, Fixed(request=Request(url="http://x"), wants=wants))
    change = Change(field=Field("credential", "password"), ask=True)
    fixer.apply(document, Fix(id="a", title="Enter the password", changes=(change,)))
    answer()
    assert focused == ["credential.password"]
    assert sent.sent == []


def test_a_new_host_is_asked_about_first(fixer, document, monkeypatch):
    asked = []
    monkeypatch.setattr(
        fix_commands, "ask_consent", lambda _tools, fix, _go_on: asked.append(fix.id)
    )
    fixer.apply(document, Fix(id="host", title="Send to z", changes=(SET,), risk="new-host"))
    assert asked == ["host"]


HELD = Fix(id="host", title="Send the body to z too", changes=(SET,), risk="new-host")


def held(slug="secret-held-back"):
    finding = Finding(
        cause=Cause.CONFIGURATION,
        slug=slug,
        certainty=Certainty.CERTAIN,
        score=1,
        fixes=(HELD,),
    )
    return Answer(attempt=Attempt(), verdict=Verdict(entry=0, findings=(finding,)))


def test_a_secret_that_was_held_back_is_asked_about_at_once(fixer, document, sent, monkeypatch):
    asked = []
    monkeypatch.setattr(
        fix_commands, "ask_consent", lambda _tools, fix, _go_on: asked.append(fix.id)
    )
    answer = held()
    sent.take(document, answer)
    sent.answered.emit(answer)
    assert asked == ["host"]


def test_no_other_answer_is_asked_about(fixer, document, panel_tools, sent, monkeypatch):
    asked = []
    monkeypatch.setattr(
        fix_commands, "ask_consent", lambda _tools, fix, _go_on: asked.append(fix.id)
    )
    other = held("moved-host")
    sent.take(document, other)
    sent.answered.emit(other)
    answer = held()
    document.attempts.add(answer)
    panel_tools.tabs.open(RequestDocument(Request(url="http://y")))
    sent.answered.emit(answer)
    assert asked == []


def test_a_message_is_copied(fixer, document, sent):
    fixer.apply(
        document, Fix(id="a", title="Copy", action=Action("copy-message"), message="Dear admin")
    )
    assert QGuiApplication.clipboard().text() == "Dear admin"
    assert sent.sent == []


def test_an_import_is_not_sent(fixer, panel_tools, sent):
    document = panel_tools.tabs.open(RequestDocument(kind="reply"))
    fixer.apply(document, Fix(id="a", title="Use y", changes=(SET,)))
    assert "does not hold the whole request" in panel_tools.notices.all[-1].text
    assert sent.sent == []


def test_an_import_with_its_request_is_opened_with_the_fix_made(
    fixer, panel_tools, sent, monkeypatch
):
    document = panel_tools.tabs.open(RequestDocument(kind="reply"))
    message = Message(method="GET", url="http://x", headers=(Header("Accept", "*/*"),))
    attempt = Attempt(exchanges=(Exchange(request=message, reply=Reply(status=401)),))
    document.attempts.add(Answer(attempt=attempt))
    answer = fixed_by(monkeypatch, panel_tools, Fixed(request=Request(url="http://y")))
    fixer.apply(document, Fix(id="a", title="Use y", changes=(SET,)))
    answer()
    opened = panel_tools.tabs.active_request
    assert opened is not document
    assert opened.current.value.url == "http://y"
    assert sent.sent == []
    sent.take(opened, Answer(attempt=Attempt(request=opened.current.value)))
    assert opened.attempts.current.aftermath.fix.title == "Use y"


def test_what_must_be_filled_in_first_is_opened(fixer, document, panel_tools, monkeypatch):
    login = Request(method="POST", url="http://x/login")
    fixed = Fixed(request=document.current.value, note="Fill it in.", prepared=login, done=False)
    answer = fixed_by(monkeypatch, panel_tools, fixed)
    fixer.apply(document, Fix(id="a", title="Log in again", action=Action("log-in")))
    answer()
    assert panel_tools.tabs.active_request.current.value == login
    assert panel_tools.tabs.active_request.notice == "Fill it in."


def test_a_variable_without_a_value_leads_to_the_environments(fixer, document, panel_tools):
    shown = []
    panel_tools.actions.provide("environments", shown.append)
    change = Change(field=Field("environment", "token"), ask=True)
    fixer.apply(document, Fix(id="a", title="Give token a value", changes=(change,)))
    assert shown == [None]


def test_each_try_after_a_wait_is_an_answer(fixer, document, panel_tools, sent, monkeypatch):
    wait = Fix(id="w", title="Wait", action=Action("wait", "3"))
    refuse(document, wait)
    busy, well = (Answer(attempt=Attempt(id=name)) for name in ("busy", "well"))
    answer = fixed_by(monkeypatch, panel_tools, (busy, well))
    fixer.apply(document, wait)
    answer()
    assert [each.attempt.id for each in document.attempts.answers] == ["", "busy", "well"]
    assert document.attempts.current.aftermath.fix == wait


def test_a_wait_that_is_too_long_is_not_begun(fixer, document, panel_tools, monkeypatch):
    wait = Fix(id="w", title="Wait", action=Action("wait", "9999"))
    refuse(document, wait)
    said = []
    document.attempts.ended.connect(said.append)
    answer = fixed_by(monkeypatch, panel_tools, ())
    fixer.apply(document, wait)
    answer()
    assert said == ["The server asks to wait longer. Send it again then."]


def test_undo_goes_back_before_the_fix_and_what_was_typed(
    fixer, document, panel_tools, monkeypatch
):
    before = document.current.value
    wants = ("credential.password",)
    answer = fixed_by(monkeypatch, panel_tools, Fixed(request=Request(url="http://y"), wants=wants))
    refuse(document, Fix(id="a", title="Add credentials", changes=(SET,)))
    panel_tools.actions.run("apply-fix")
    answer()
    document.current.replace(Request(url="http://z"), "Type")
    assert panel_tools.actions.run("undo-fix")
    assert document.current.value == before
    assert not panel_tools.actions.can_run("undo-fix")


def test_only_what_a_fix_changed_becomes_the_tabs_own():
    own = Request(url="http://x", credential=InheritCredential())
    full = Request(url="http://x", credential=Basic(user="ada"))
    fixed = Request(url="http://y", credential=Basic(user="ada"))
    assert own_part(own, full, fixed) == Request(url="http://y", credential=InheritCredential())


def test_the_first_fix_is_that_of_the_likeliest_cause_with_one(document):
    assert first_fix(document) is None
    refuse(document, Fix(id="one", title="1"), Fix(id="two", title="2"))
    assert first_fix(document).id == "one"


# ---------------- Consent before a credential goes to another host
FIX = Fix(id="x", title="Send to other.example", sends="GET other.example/v1", risk="new-host")


def test_cancel_is_the_default_and_does_nothing(panel_tools, qtbot):
    done = []
    box = ask_consent(panel_tools, FIX, lambda: done.append(1))
    qtbot.addWidget(box)
    assert box.text() == "Send to other.example"
    assert box.informativeText() == "GET other.example/v1"
    box.defaultButton().click()
    assert done == []


def test_agreeing_goes_on(panel_tools, qtbot):
    done = []
    box = ask_consent(panel_tools, FIX, lambda: done.append(1))
    qtbot.addWidget(box)
    agree = next(
        each for each in box.buttons() if box.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole
    )
    agree.click()
    assert done == [1]
