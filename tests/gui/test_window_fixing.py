"""Fixes: one step of undo, then sent again; or asked about, copied, waited for."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window import fixing
from inspector.gui.window.fixing import Fixing, first_fix, waiting_time
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.fix import Change, Fix
from inspector.model.request import Request
from inspector.workbench.answer import Answer
from inspector.workbench.fixing import Fixed

SET = Change(field="url", after="http://y")


class Sent:
    """Stands for Sending: remembers, and ends at once."""

    def __init__(self):
        self.sent = []

    def send(self, document, origin):
        self.sent.append(origin)

    def follow(self, document, job):
        document.attempts.start()


@pytest.fixture
def sent():
    return Sent()


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
    fixed = Fixed(request=document.current.value, note="There is no request that fetches a token.")
    answer = fixed_by(monkeypatch, panel_tools, fixed)
    fixer.apply(document, Fix(id="a", title="Get a fresh token", action="fetch-token"))
    answer()
    assert sent.sent == []
    assert panel_tools.notices.all[-1].text.startswith("There is no request")


def test_what_the_user_must_type_gets_the_focus(fixer, document, panel_tools, sent, monkeypatch):
    focused = []
    document.current.focus_wanted.connect(focused.append)
    answer = fixed_by(monkeypatch, panel_tools, Fixed(request=document.current.value))
    change = Change(field="credential.password", ask=True)
    fixer.apply(document, Fix(id="a", title="Enter the password", changes=(change,)))
    answer()
    assert focused == ["credential.password"]
    assert sent.sent == []


def test_a_new_host_is_asked_about_first(fixer, document, monkeypatch):
    asked = []
    monkeypatch.setattr(fixing, "ask_consent", lambda _tools, fix, _go_on: asked.append(fix.id))
    fixer.apply(document, Fix(id="host", title="Send to z", changes=(SET,), risk="new-host"))
    assert asked == ["host"]


def test_a_message_is_copied(fixer, document, sent):
    fixer.apply(document, Fix(id="a", title="Copy", action="copy-message", message="Dear admin"))
    assert QGuiApplication.clipboard().text() == "Dear admin"
    assert sent.sent == []


def test_an_import_is_not_sent(fixer, panel_tools, sent):
    document = panel_tools.tabs.open(RequestDocument(kind="reply"))
    fixer.apply(document, Fix(id="a", title="Use y", changes=(SET,)))
    assert "imported" in panel_tools.notices.all[-1].text
    assert sent.sent == []


@pytest.mark.parametrize(
    ("action", "tries", "seconds"),
    [("wait:7", 0, 7), ("wait", 0, 2), ("wait", 3, 16), ("wait", 20, 120), ("wait:9999", 0, 120)],
)
def test_waits_are_told_or_grow(action, tries, seconds):
    assert waiting_time(Fix(id="w", title="Wait", action=action), tries) == seconds


def test_a_wait_sends_again_unless_something_happened(fixer, document, sent, monkeypatch):
    later = []
    monkeypatch.setattr(QTimer, "singleShot", lambda ms, _context, do: later.append((ms, do)))
    wait = Fix(id="w", title="Wait", action="wait:3")
    fixer.apply(document, wait)
    assert later[0][0] == 3000
    later[0][1]()
    assert sent.sent == ["retry"]
    fixer.apply(document, wait)
    refuse(document)
    later[1][1]()
    assert sent.sent == ["retry"]


def test_the_first_fix_is_that_of_the_likeliest_cause_with_one(document):
    assert first_fix(document) is None
    refuse(document, Fix(id="one", title="1"), Fix(id="two", title="2"))
    assert first_fix(document).id == "one"
