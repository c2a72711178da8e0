"""Asks before a comparison sends what may change something, or what reaches production."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMessageBox

from inspector.compose.scope import Scope
from inspector.gui.state.tools import Tools
from inspector.wording import tr


def ask_to_send(tools: Tools, method: str, scope: Scope, go_on: Callable[[], None]) -> QMessageBox:
    """Show what would be sent where, and go on if the user agrees."""
    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName("send_beside")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setIconPixmap(tools.theme.pixmap("triangle-alert", "warn", 28))
    box.setWindowTitle(tr("Send it to another environment?"))
    box.setText(tr("Send {method} in {environment}?", method=method, environment=scope.environment))
    box.setInformativeText(warning(method, scope))
    agree = box.addButton(tr("Send it"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.buttonClicked.connect(lambda button: go_on() if button is agree else None)
    box.open()
    return box


def warning(method: str, scope: Scope) -> str:
    """Return why it is asked."""
    changes = tr("{method} may change data there.", method=method)
    production = tr("This environment is marked as production.")
    reads = method.upper() in {"GET", "HEAD", "OPTIONS"}
    return " ".join(
        filter(None, ("" if reads else changes, production if scope.production else ""))
    )
