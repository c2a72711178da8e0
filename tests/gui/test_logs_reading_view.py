"""While a log is read: progress and Stop; afterwards why there is nothing, and Read again."""

from pathlib import Path

import pytest

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.logs.log_page import ReadingView, problem_words
from inspector.model.collection import Problem


@pytest.fixture
def view(qtbot, light):
    made = ReadingView(light, LogDocument((Path("access.log"),)))
    qtbot.addWidget(made)
    made.show()
    return made


def test_progress(view):
    document = view._document
    document.running, document.size, document.done = True, 200, 50
    view.renew()
    assert view.stop.isVisible()
    assert not view.again.isVisible()
    assert view.bar.value() * 4 == view.bar.maximum()
    assert "25" in view.more.text()


def test_stopped(view):
    view._document.stopped = True
    view.renew()
    assert view.words.text() == "Reading was stopped."
    assert view.again.isVisible()
    assert not view.bar.isVisible()


def test_nothing_could_be_read(view):
    problem = Problem(what="No format fits.", where="access.log", todo="Give another.")
    view._document.problems = (problem,)
    view.renew()
    assert view.more.text() == problem_words(problem) == "access.log: No format fits. Give another."
