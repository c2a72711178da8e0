"""A short list at the left of a screen that leads to its parts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSizePolicy

from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind

_WIDTH = 224


class NavList(QListWidget):
    """`currentRowChanged` tells which part is wanted. name: for screen readers."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        set_kind(self, "nav")
        theme.changed.connect(self._renew)
        self._renew()

    def show_titles(self, titles: tuple[str, ...]) -> None:
        """List these; the first one is chosen."""
        self.clear()
        self.addItems(list(titles))
        self.setCurrentRow(0)

    def _renew(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
