"""While pages are made, nothing flashes up as a window of its own.

What is shown is noted where Python asks for it: a filter on the whole application would be
handed objects that are only half made, and PySide does not always survive that.
"""

import pytest
from PySide6.QtWidgets import QWidget

from tests.fixtures.screens import OPENING
from tests.gui.recording_samples import document  # noqa: F401 - a fixture

SCREENS = ("new-tab", *OPENING)


@pytest.fixture
def seen(monkeypatch):
    """The names of the widgets that are shown without a parent."""
    names = []

    def noting(original):
        def show(widget, *visible):
            if widget.isWindow() and visible != (False,):
                names.append(f"{type(widget).__name__} {widget.objectName()}")
            original(widget, *visible)

        return show

    for name in ("show", "setVisible"):
        monkeypatch.setattr(QWidget, name, noting(getattr(QWidget, name)))
    return names


def test_a_window_of_its_own_is_noted(qtbot, seen):
    stray = QWidget()
    qtbot.addWidget(stray)
    stray.setVisible(False)
    assert not seen
    stray.setVisible(True)
    assert seen == ["QWidget "]


def test_only_the_window_itself_is_shown(qtbot, seen, program):
    program.window.show()
    for name in SCREENS:
        program.tools.actions.run(name)
    program.tools.theme.set_mode("dark")
    assert set(seen) == {"MainWindow "}


def test_a_solved_demo_opens_no_other_window(qtbot, seen, program):
    program.window.show()
    with qtbot.waitSignal(program.window.sending.answered):
        program.tools.actions.run("demo")
    assert set(seen) == {"MainWindow "}


def test_a_recording_opens_no_other_window(qtbot, seen, program, document):  # noqa: F811 - the fixture
    program.window.show()
    program.tools.tabs.open(document)
    story = program.window.area.page(document).recording.story
    qtbot.waitUntil(lambda: story.details.shown is not None)
    assert set(seen) == {"MainWindow "}
