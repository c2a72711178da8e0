"""Dims what lies under it: an answer that is old while another one is on its way."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.theme import Theme

_STRENGTH = 0.55


class Veil(QWidget):
    """Covers its parent; clicks go through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)
        self.hide()

    def lay(self, *, on: bool) -> None:
        """Cover or uncover."""
        self.setGeometry(self._covered.rect())
        self.setVisible(on)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the pane, half through."""
        painter = QPainter(self)
        colour = self._theme.colour("bg")
        colour.setAlphaF(_STRENGTH)
        painter.fillRect(self.rect(), colour)
        painter.end()
