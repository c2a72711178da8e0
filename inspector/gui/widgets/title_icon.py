"""The icon before a page's title, in the accent's colour."""

from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Picture

_SIZE, _DOWN = 22, 4


class TitleIcon(Picture):
    """Follows the theme; the title alone is read aloud."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setContentsMargins(0, _DOWN, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._theme.pixmap(self._name, "accent", _SIZE, ratio))
