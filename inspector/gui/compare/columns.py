"""Where the columns of a comparison lie: names at the left, attempts beside them."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from inspector.compare import Comparison
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD

_LEAST, _SIDE, _GAP = 180, 14, 8
_NAME, _NAME_MOST = 110, 190  # usual and largest width of the names
_SIGN = 26  # the sign of inequality after a name
_MEASURED = 400  # lines, so that very many cost nothing


class Columns:
    """Shares the width; under the least width of a column the cells scroll, the names stay."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._measured: tuple[float, int] | None = None  # the size of the text, the names' width
        self.count = 0
        self.longest = 0  # how many lines the longest of the bodies has
        self.left = 0  # where the list begins inside its frame, for the heads above it
        self.room = 0  # the width of the list, which may be less than that of the heads
        self.shift = 0  # how far the cells are scrolled to the left

    def fit(self, comparison: Comparison) -> None:
        """Make room for the attempts of a comparison and the names of its lines."""
        self.count = len(comparison.heads)
        listed = (section for section in comparison.sections if not section.code)
        names = (line.name for section in listed for line in section.lines)
        self.longest = max(_numbers(comparison), default=0)
        self._names, self._measured = tuple(islice(names, _MEASURED)), None

    @property
    def name_width(self) -> int:
        """The width of the names: usual header names fit, very long ones are cut."""
        px, scale = self._theme.px, self._theme.scale
        if self._measured is None or self._measured[0] != scale:
            metrics = QFontMetrics(self._theme.font(12, SEMIBOLD))
            widest = max(map(metrics.horizontalAdvance, self._names), default=0) + px(_SIGN)
            self._measured = scale, min(max(widest, px(_NAME)), px(_NAME_MOST))
        return self._measured[1]

    @property
    def width(self) -> int:
        """The width that all columns take in the room there is."""
        px = self._theme.px
        least = self.name_width + px(2 * _SIDE) + self.count * px(_LEAST)
        return max(self.room, least)

    @property
    def fixed(self) -> int:
        """The width of what does not scroll sideways."""
        return self._theme.px(_SIDE) + self.name_width

    def name(self, rect: QRect) -> QRect:
        """Return the place of a line's name, which stays where it is; rect: the whole line."""
        left = rect.x() + self.shift + self._theme.px(_SIDE)
        return QRect(left, rect.y(), self.name_width, rect.height())

    def cell(self, rect: QRect, place: int) -> QRect:
        """Return the place of a cell."""
        px = self._theme.px
        left = self.fixed
        width = (rect.width() - left - px(_SIDE)) / max(1, self.count)
        start = rect.x() + left + round(place * width)
        return QRect(start, rect.y(), round(width) - px(_GAP), rect.height())


def _numbers(comparison: Comparison) -> Iterator[int]:
    """Yield the numbers of the lines of bodies."""
    for section in comparison.sections:
        for row in section.code:
            yield from (line.number for line in row if line is not None)
