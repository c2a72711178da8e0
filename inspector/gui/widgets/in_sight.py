"""Scrolls a control into sight, in every pane that it stands in."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 12  # pixels above and below what is scrolled to


def bring(control: QWidget) -> None:
    """Scroll to a control now; Qt does so only where the focus comes from inside the same pane."""
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control, 0, _AROUND)
        above = above.parentWidget()


def bring_soon(control: QWidget) -> None:
    """Scroll to a control that was just shown, once it has its place."""
    QTimer.singleShot(0, control, lambda: bring(control))
