"""While pages are made, nothing flashes up as a window of its own."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

SCREENS = ("new-tab", "settings", "mocklab", "environments", "guide", "shortcuts", "log", "about")


class _Watcher(QObject):
    """Notes every widget that is shown without a parent."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def watcher(qapp):
    made = _Watcher()
    QApplication.instance().installEventFilter(made)
    yield made
    QApplication.instance().removeEventFilter(made)


def test_only_the_window_itself_is_shown(qtbot, watcher, program):
    program.window.show()
    for name in SCREENS:
        program.tools.actions.run(name)
    program.tools.theme.set_mode("dark")
    assert set(watcher.seen) == {"MainWindow "}


def test_a_solved_demo_opens_no_other_window(qtbot, watcher, program):
    program.window.show()
    with qtbot.waitSignal(program.window.sending.answered, timeout=15000):
        program.tools.actions.run("demo")
    assert set(watcher.seen) == {"MainWindow "}
