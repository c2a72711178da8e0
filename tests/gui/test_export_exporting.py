"""The commands export and copy-curl."""

import asyncio
from concurrent.futures import Future
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.gui.export.export_dialog import ExportDialog, Exporting
from inspector.gui.state.documents import RequestDocument
from inspector.model.credential import Bearer, Digest
from inspector.model.request import Request
from tests.gui.answer_samples import expired


@pytest.fixture
def window(qtbot, panel_tools):
    made = QWidget()
    qtbot.addWidget(made)
    Exporting(panel_tools, made)
    return made


def test_without_an_answer_there_is_nothing_to_export(window, panel_tools):
    panel_tools.tabs.open(RequestDocument(Request(url="http://a/")))
    assert not panel_tools.actions.can_run("export")


@pytest.fixture
def at_once(panel_tools, monkeypatch):
    """Coroutines run to their end where they are started: no network thread is needed."""

    def submit(coroutine):
        future = Future()
        future.set_result(asyncio.run(coroutine))
        return future

    monkeypatch.setattr(panel_tools.background, "_submit", submit)


def test_a_request_is_copied_as_it_would_be_sent(window, panel_tools, qtbot, at_once):
    token = panel_tools.vault.put("tok-0123456789-0123456789-abcdefghij")
    request = Request(url="http://a.example/{{path}}", credential=Bearer(token=token))
    panel_tools.environments.share({"path": "orders"})
    panel_tools.tabs.open(RequestDocument(request))
    assert panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl -i http://a.example/orders")
    assert "Authorization: Bearer tok-012345••••••••ghij" in copied


def test_a_login_that_waits_for_a_challenge_is_told(window, panel_tools, qtbot, at_once):
    credential = Digest(user="ada", password=panel_tools.vault.put("hunter2hunter2"))
    panel_tools.tabs.open(RequestDocument(Request(url="http://a.example/", credential=credential)))
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "challenge" in panel_tools.notices.all[-1].text


def test_an_edited_request_is_copied_as_it_is_now(window, panel_tools, qtbot, at_once):
    document = RequestDocument(Request(url="http://a.example/now"))
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "http://a.example/now" in QGuiApplication.clipboard().text()


def test_what_cannot_be_sent_is_not_copied(window, panel_tools, qtbot, at_once):
    QGuiApplication.clipboard().setText("before")
    panel_tools.tabs.open(RequestDocument(Request(url="http://a.example/{{missing}}")))
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: bool(panel_tools.notices.all))
    assert "missing" in panel_tools.notices.all[-1].text
    assert QGuiApplication.clipboard().text() == "before"


def test_without_an_address_there_is_nothing_to_copy(window, panel_tools):
    panel_tools.tabs.open(RequestDocument(Request(url="")))
    assert not panel_tools.actions.can_run("copy-curl")


def test_the_answer_that_is_shown_is_exported(qtbot, window, panel_tools):
    document = RequestDocument(kind="reply")
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    assert panel_tools.actions.run("export")
    dialog = window.findChild(ExportDialog)
    qtbot.waitSignal(dialog.produced.changed).wait()
    dialog.close()
    QGuiApplication.clipboard().clear()
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("curl"))
    assert "••••" in QGuiApplication.clipboard().text()


def test_a_command_with_a_secret_left_in_it_is_not_copied(window, panel_tools, qtbot, monkeypatch):
    leaky = SimpleNamespace(text="curl -u ada:secret", leaks=("ada:secret",))
    monkeypatch.setattr("inspector.gui.export.produced.make", lambda *_: leaky)
    document = RequestDocument(kind="reply")
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(panel_tools.notices.said) as caught:
        panel_tools.actions.run("copy-curl")
    assert caught.args[0].icon == "triangle-alert"
    assert QGuiApplication.clipboard().text() == "before"
