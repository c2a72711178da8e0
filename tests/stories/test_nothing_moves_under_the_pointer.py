"""What is shown while requests are sent, fixed, tried and imported moves no button under a click.

SHIFT_RUNS sets how often each is done; 13 makes the fifty and more of a whole check.
"""

import os

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from inspector.gui.widgets import buttons
from inspector.gui.widgets.buttons import SMALL, Button, IconButton
from tests.fixtures.experimenting import Waiting

RUNS = int(os.environ.get("SHIFT_RUNS", "1"))
BETWEEN = 10  # milliseconds
CURL = "curl https://api.example.com/v1/orders -H 'Accept: application/json'"


class Shifts:
    """Looks, each time the window has nothing to do, where every shown button stands.

    clock: counts the looks, for the guards: a look that a busy machine made late is the next one
    all the same.
    """

    def __init__(self, window):
        self.window, self.seen, self.bare, self.count = window, {}, [], 0
        self.looks = 1_000  # the window has been there for long
        self.timer = QTimer(window)
        self.timer.timeout.connect(self.look)
        self.timer.start(BETWEEN)

    def clock(self):
        return self.looks * BETWEEN / 1000

    def look(self):
        self.looks += 1
        places = {}
        for button in self.window.findChildren(QAbstractButton):
            if isinstance(button, Button | IconButton) and button.isVisible():
                places[button] = button.mapTo(self.window, QPoint())
        for button, place in places.items():
            before = self.seen.get(button)
            if before is not None and (place - before).manhattanLength() > SMALL:
                self.count += 1
                if not button.footing.is_new:
                    self.bare.append((button.accessibleName(), before, place))
        self.seen = places


@pytest.mark.guarded
def test_no_button_moves_without_its_guard(start, monkeypatch):
    driver = start()
    driver.program.tools.workbench.gate = Waiting().gate
    shifts = Shifts(driver.window)
    monkeypatch.setattr(buttons, "monotonic", shifts.clock)
    for _ in range(RUNS):
        driver.answer(lambda: driver.run("demo"))
        kept, can_run = driver.tab.attempts.experiments, driver.program.tools.actions.can_run
        driver.qtbot.waitUntil(lambda: can_run("run-experiments"))  # noqa: B023
        with driver.qtbot.waitSignal(kept.changed):
            driver.run("run-experiments")
        driver.settle()
        driver.answer(lambda: driver.run("apply-fix"))
        QApplication.clipboard().setText(CURL)
        with driver.qtbot.waitSignal(driver.program.tools.tabs.opened):
            driver.run("paste-anything", CURL)
        driver.settle()
    shifts.timer.stop()
    assert shifts.count > 0, "nothing moved at all: the test looks at the wrong things"
    assert shifts.bare == []
