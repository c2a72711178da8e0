"""Buttons: named, wide enough, in the colour of their kind."""

import sys

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets import buttons
from inspector.gui.widgets.buttons import Button, IconButton

KINDS = ("primary", "secondary", "small", "ghost", "link", "status", "danger")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_clipped(light, qtbot, kind, percent):
    light.set_percent(percent)
    button = Button(light, "Refresh token and resend", kind, "refresh-cw")
    qtbot.addWidget(button)
    button.show()
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.width() >= words + button.iconSize().width()
    assert button.height() >= button.fontMetrics().height()


def test_the_name_has_no_leading_space(light, qtbot):
    button = Button(light, "Send", "primary", "send")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Send"


def test_a_button_can_become_another(light, qtbot):
    button = Button(light, "Send", "primary", "send")
    qtbot.addWidget(button)
    button.set_kind("danger")
    button.set_text("Stop")
    button.set_icon("square")
    assert (button.property("kind"), button.accessibleName()) == ("danger", "Stop")


@pytest.mark.parametrize("kind", KINDS)
def test_the_size_stays_when_the_focus_comes(light, qtbot, kind):
    button = Button(light, "Send", kind)
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.clearFocus()
    before = button.sizeHint()
    button.setFocus()
    assert button.hasFocus()
    assert button.sizeHint() == before


def test_an_icon_button_follows_its_action(light, qtbot):
    action, done = QAction("Send"), []
    action.setShortcut("Ctrl+Return")
    action.triggered.connect(lambda: done.append(1))
    action.setEnabled(False)
    button = IconButton(light, "send", "x")
    qtbot.addWidget(button)
    button.follow(action)
    assert not button.isEnabled()
    action.setEnabled(True)
    button.click()
    assert done == [1]
    assert button.accessibleName() == "Send (Ctrl+Return)"


def test_targets_are_large_enough(light, qtbot):
    short = (Button(light, "i", kind) for kind in KINDS)
    for button in (IconButton(light, "x", "Close"), *short):
        qtbot.addWidget(button)
        button.adjustSize()
        assert min(button.width(), button.height()) >= 24


def test_a_text_that_is_too_long_is_cut_and_told(light, qtbot):
    button = Button(light, "Use the final address " + "x" * 200, "primary", "refresh-cw")
    qtbot.addWidget(button)
    button.set_room(300)
    assert button.sizeHint().width() <= 300
    assert button.toolTip().endswith("x" * 200)
    assert button.accessibleName().endswith("x" * 200)
    button.set_room(9000)
    assert button.text().strip() == button.accessibleName()
    assert not button.toolTip()


# ---------------- A click meant for what stood there a moment ago
@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still; `clock.now` moves it."""

    class Clock:
        now = 100.0

    monkeypatch.setattr(buttons, "monotonic", lambda: Clock.now)
    return Clock


@pytest.fixture(params=["push", "icon"])
def standing(request, light, qtbot, clock):
    """Return a button that has stood in its window for a while, and its clicks."""
    window = QWidget()
    holder = QWidget(window)
    made = Button(light, "Apply") if request.param == "push" else IconButton(light, "x", "Close")
    made.setParent(holder)
    qtbot.addWidget(window)
    window.resize(600, 400)
    holder.setGeometry(0, 0, 600, 300)
    clicks = []
    made.clicked.connect(lambda: clicks.append(clock.now))
    with qtbot.waitExposed(window):
        window.show()
    made.repaint()
    clock.now += 1
    yield made, holder, clicks
    window.hide()


def _click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.guarded
def test_a_button_that_stands_takes_clicks(standing):
    button, _holder, clicks = standing
    _click(button)
    assert len(clicks) == 1


@pytest.mark.guarded
@pytest.mark.parametrize("seen", [True, False])
def test_a_button_that_moved_with_its_pane_takes_none_for_a_moment(standing, clock, seen):
    button, holder, clicks = standing
    holder.move(0, 60)
    if seen:
        button.repaint()
    _click(button)
    clock.now += 0.2
    _click(button)
    assert clicks == []
    clock.now += 0.2
    _click(button)
    assert len(clicks) == 1


@pytest.mark.guarded
def test_a_small_step_is_no_shift(standing):
    button, holder, clicks = standing
    holder.move(0, 3)
    _click(button)
    assert len(clicks) == 1


@pytest.mark.guarded
def test_one_that_appears_takes_none_for_a_moment(standing, clock):
    button, _holder, clicks = standing
    button.hide()
    button.show()
    _click(button)
    assert clicks == []
    clock.now += 0.4
    _click(button)
    assert len(clicks) == 1


@pytest.mark.guarded
def test_the_keyboard_is_never_kept_off(standing, qtbot):
    button, holder, clicks = standing
    holder.move(0, 60)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(clicks) == 1


@pytest.mark.guarded
def test_a_second_click_on_send_does_not_stop(light, qtbot, clock):
    button = Button(light, "Send", "primary", "send")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.repaint()
    clock.now += 1
    kinds = []

    def turn():
        kinds.append(button.property("kind"))
        button.set_kind("danger")

    button.clicked.connect(turn)
    _click(button)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert kinds == ["primary"]


def test_a_button_that_is_gone_hears_no_more_of_its_action(light, qapp, monkeypatch):
    mistakes = []
    monkeypatch.setattr(sys, "excepthook", lambda *told: mistakes.append(told))
    action, button = QAction("Send"), IconButton(light, "send", "Send")
    button.follow(action)
    action.setText("Send again")
    assert button.accessibleName() == "Send again"
    shiboken6.delete(button)
    action.setText("Stop")
    assert mistakes == []
