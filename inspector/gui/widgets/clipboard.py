"""Puts text on the clipboard; secrets are taken off again after a minute."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

SECONDS_KEPT = 60


def copy_text(text: str) -> None:
    """Copy something that holds no secret."""
    QGuiApplication.clipboard().setText(text)


def copy_secret(secret: str) -> None:
    """Copy a secret; after a minute it is removed if it is still there."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(secret)

    def forget() -> None:
        if clipboard.text() == secret:
            clipboard.clear()

    QTimer.singleShot(SECONDS_KEPT * 1000, clipboard, forget)
