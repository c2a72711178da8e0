"""Lets Ctrl+Z in a field of the request go to the tab's own undo instead of the field's.

Text fields claim the undo keys for themselves. One stack covers the whole request, fixes
included, so the fields inside the request's panes are made to let these keys pass.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

PANES = frozenset({"request_pane", "url_bar"})
_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SharedUndo(QObject):
    """Watches which field has the focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming the undo keys."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit) and _in_request(new):
            new.installEventFilter(self)


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _KEYS)


def _in_request(widget: QWidget) -> bool:
    parent: QWidget | None = widget
    while parent is not None:
        if parent.objectName() in PANES:
            return True
        parent = parent.parentWidget()
    return False
