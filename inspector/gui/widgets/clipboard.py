"""Puts text on the clipboard; secrets are taken off after a minute, and when the program ends.

Clipboard managers are told not to keep a secret: by a mark beside it that those of a system know.
"""

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS_KEPT = 60
_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'  # how Qt writes a format of Windows
_NO = bytes(4)  # a DWORD that is 0
NOT_KEPT = {
    "x-kde-passwordManagerHint": b"secret",  # Klipper and others that follow KDE
    _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
    "org.nspasteboard.ConcealedType": b"1",  # nspasteboard.org, for macOS
}
_copied: list[str] = []  # the secret that may still be there


def copy_text(text: str) -> None:
    """Copy something that holds no secret."""
    QGuiApplication.clipboard().setText(text)


def copy_secret(secret: str) -> None:
    """Copy a secret; after a minute it is removed if it is still there."""
    marked = QMimeData()
    marked.setText(secret)
    for name, value in NOT_KEPT.items():
        marked.setData(name, value)
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(marked)
    _copied[:] = [secret]
    QTimer.singleShot(SECONDS_KEPT * 1000, clipboard, lambda: _forget(secret))


def forget_copied() -> None:
    """Take a copied secret off the clipboard now, where it is still there: the program ends."""
    for secret in tuple(_copied):
        _forget(secret)


def _forget(secret: str) -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == secret:
        clipboard.clear()
    if _copied == [secret]:
        _copied.clear()
