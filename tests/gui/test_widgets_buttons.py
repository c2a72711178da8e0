"""Buttons: named, wide enough, in the colour of their kind."""

import pytest
from PySide6.QtGui import QAction

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
    button = IconButton(light, "x", "Close")
    qtbot.addWidget(button)
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
