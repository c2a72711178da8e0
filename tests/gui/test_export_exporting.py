"""The commands export and copy-curl."""

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.gui.export.export_dialog import ExportDialog
from inspector.gui.export.exporting import Exporting
from inspector.gui.state.documents import RequestDocument
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


def test_the_answer_that_is_shown_is_exported(qtbot, window, panel_tools):
    document = RequestDocument(Request(name="List orders", url="http://a/"))
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    assert panel_tools.actions.run("export")
    dialog = window.findChild(ExportDialog)
    qtbot.waitSignal(dialog.produced.changed).wait()
    dialog.close()
    panel_tools.actions.run("copy-curl")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("curl"))
    assert "••••" in QGuiApplication.clipboard().text()


def test_a_command_with_a_secret_left_in_it_is_not_copied(window, panel_tools, qtbot, monkeypatch):
    leaky = SimpleNamespace(text="curl -u ada:secret", leaks=("ada:secret",))
    monkeypatch.setattr("inspector.gui.export.produced.make", lambda *_: leaky)
    document = RequestDocument(Request(name="List orders", url="http://a/"))
    document.attempts.add(expired())
    panel_tools.tabs.open(document)
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(panel_tools.notices.said) as caught:
        panel_tools.actions.run("copy-curl")
    assert caught.args[0].icon == "triangle-alert"
    assert QGuiApplication.clipboard().text() == "before"
