"""A panel that stands in the sidebar: its title, buttons beside it, content below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label

_BUTTON = 28


class SidebarPanel(QWidget):
    """A panel with its title, buttons beside it, and a column below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        name_pane(self, "sidebar")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 8, 8, 0)
        self.head.setSpacing(0)
        self.head.addWidget(Label(title, "heading"), 1, Qt.AlignmentFlag.AlignVCenter)
        self.head.addStrut(_BUTTON)  # titles stand at the same height with buttons and without
        self.column = QVBoxLayout()
        self.column.setContentsMargins(14, 8, 8, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.head)
        whole.addLayout(self.column, 1)

    def look_for(self, text: str) -> None:
        """Show what fits a text, where the panel has a filter."""
