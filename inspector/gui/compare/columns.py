"""Where the columns of a comparison lie: names at the left, attempts beside them."""

from PySide6.QtCore import QRect

from inspector.gui.theme import Theme

_NAME, _LEAST, _SIDE, _GAP = 128, 190, 14, 8


class Columns:
    """Shares the width; under the least width of a column the list scrolls sideways."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.count = 0
        self.left = 0  # where the list begins inside its frame, for the heads above it
        self.room = 0  # the width of the list, which may be less than that of the heads

    @property
    def width(self) -> int:
        """The width that all columns take in the room there is."""
        px = self._theme.px
        least = px(_NAME + 2 * _SIDE) + self.count * px(_LEAST)
        return max(self.room, least)

    def name(self, rect: QRect) -> QRect:
        """Return the place of a line's name."""
        px = self._theme.px
        return QRect(rect.x() + px(_SIDE), rect.y(), px(_NAME), rect.height())

    def cell(self, rect: QRect, place: int) -> QRect:
        """Return the place of a cell."""
        px = self._theme.px
        left = px(_SIDE + _NAME)
        width = (rect.width() - left - px(_SIDE)) / max(1, self.count)
        start = rect.x() + left + round(place * width)
        return QRect(start, rect.y(), round(width) - px(_GAP), rect.height())
