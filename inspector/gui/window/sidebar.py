"""The sidebar: a panel for the place that the rail shows, made when it is first needed."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.gui.theme import Theme
from inspector.wording import tr

WIDTH = 224
LEAST = 124


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
