"""Consent before a credential goes to another host."""

from PySide6.QtWidgets import QMessageBox

from inspector.gui.window.consent import ask_consent
from inspector.model.fix import Fix

FIX = Fix(id="x", title="Send to other.example", sends="GET other.example/v1", risk="new-host")


def test_cancel_is_the_default_and_does_nothing(panel_tools, qtbot):
    done = []
    box = ask_consent(panel_tools, FIX, lambda: done.append(1))
    qtbot.addWidget(box)
    assert box.text() == "Send to other.example"
    assert box.informativeText() == "GET other.example/v1"
    box.defaultButton().click()
    assert done == []


def test_agreeing_goes_on(panel_tools, qtbot):
    done = []
    box = ask_consent(panel_tools, FIX, lambda: done.append(1))
    qtbot.addWidget(box)
    agree = next(
        each for each in box.buttons() if box.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole
    )
    agree.click()
    assert done == [1]
