"""Asks before a secret goes to a host that has not had it; one of the few dialogs."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMessageBox

from inspector.gui.state.tools import Tools
from inspector.model.fix import Fix
from inspector.wording import tr


def ask_consent(tools: Tools, fix: Fix, go_on: Callable[[], None]) -> QMessageBox:
    """Show what the fix sends where, and go on if the user agrees."""
    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName("consent")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setIconPixmap(tools.theme.pixmap("triangle-alert", "warn", 28))
    box.setWindowTitle(tr("Send a secret to another host?"))
    box.setText(fix.title)
    box.setInformativeText(fix.sends or tr("This host has not had it so far."))
    agree = box.addButton(tr("Send it"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.buttonClicked.connect(lambda button: go_on() if button is agree else None)
    box.open()
    return box
