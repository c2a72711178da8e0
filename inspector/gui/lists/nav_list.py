"""A short list at the left of a screen that leads to its parts."""

from PySide6.QtWidgets import QSizePolicy

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind

_WIDTH = 224


class NavList(PlainList):
    """`currentRowChanged` tells which part is wanted. name: for screen readers.

    width: in pixels at the usual size.
    """

    def __init__(self, theme: Theme, name: str, width: int = _WIDTH) -> None:
        super().__init__(said=name)
        self._theme = theme
        self._width = width
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        set_kind(self, "nav")
        theme.changed.connect(self._renew)
        self._renew()

    def show_titles(self, titles: tuple[str, ...]) -> None:
        """List these; the first one is chosen."""
        cells = (PlainCell(text=title, tip=title) for title in titles)
        self.show_rows(tuple(PlainRow(cells=(cell,)) for cell in cells))
        self.setCurrentRow(0)

    def set_room(self, width: int) -> None:
        """Be narrower than usual where a screen is this narrow: at most a third of it."""
        self._room = width
        self._renew()

    def _renew(self) -> None:
        usual = self._theme.px(self._width)
        self.setFixedWidth(min(usual, self._room // 3) if self._room else usual)
