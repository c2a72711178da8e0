"""A pane that scrolls down when its content is taller than it is."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_PADDING, _GAP = 16, 14


class _Inner(QWidget):
    """Asks for no more height than its width needs: words that wrap are high only where it is slim.

    The pane takes that height from the layout.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the height is left to the width."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(0)
        return hint


class Scrolled(QScrollArea):
    """`column`: where the content goes."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = inner = _Inner()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.column.setSpacing(_GAP)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def limit(self, width: int) -> None:
        """Let the content be at most that wide; the scroll bar stays at the pane's edge."""
        self._inner.setMaximumWidth(width)


# ---------------- Scrolls a control into sight, in every pane that it stands in
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
