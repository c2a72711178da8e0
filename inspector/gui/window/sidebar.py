"""The sidebar: a panel for the place that the rail shows, made when it is first needed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.wording import tr

WIDTH = 224
LEAST = 124
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


class Sidebar(QStackedWidget):
    """All panels made so far; `show_place` makes and shows one."""

    def __init__(self, theme: Theme, factories: dict[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._factories = factories
        self._made: dict[str, QWidget] = {}
        self.setAccessibleName(tr("Sidebar"))
        self._theme = theme
        theme.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """Leave room for its words, which may have grown."""
        self.setMinimumWidth(self._theme.px(LEAST))

    def has(self, place: str) -> bool:
        """Whether that place has a panel of its own."""
        return place in self._factories

    def show_place(self, place: str) -> QWidget:
        """Show the panel of that place."""
        if place not in self._made:
            panel = self._factories[place]()
            self._made[place] = panel
            self.addWidget(panel)
        self.setCurrentWidget(self._made[place])
        return self._made[place]
