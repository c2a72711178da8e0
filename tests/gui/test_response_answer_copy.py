"""The answer on the clipboard is Markdown without secrets."""

from PySide6.QtGui import QGuiApplication

from inspector.export.export import Exported
from inspector.export.leak_check import Leak
from inspector.gui.response import answer_copy
from inspector.workbench.answer import Answer
from tests.gui import answer_samples as samples


def _answer():
    sample = samples.expired()
    return Answer(attempt=sample.attempt, annotations=sample.annotations, verdict=sample.verdict)


def test_the_verdict_and_its_proofs_are_copied(qtbot, panel_tools):
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        answer_copy.copy_answer(_answer(), panel_tools)
    text = QGuiApplication.clipboard().text()
    assert "Your access token expired 27 minutes ago" in text
    assert samples.TOKEN not in text
    assert "masked" in said.args[0].text


def test_a_leak_is_never_copied(qtbot, panel_tools, monkeypatch):
    QGuiApplication.clipboard().setText("before")
    leak = Exported(text="secret", suffix=".md", leaks=(Leak("se••", 0, whole=True),))
    monkeypatch.setattr(answer_copy, "_written", lambda answer, known: leak)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        answer_copy.copy_answer(_answer(), panel_tools)
    assert QGuiApplication.clipboard().text() == "before"
    assert said.args[0].text.startswith("Not copied")
