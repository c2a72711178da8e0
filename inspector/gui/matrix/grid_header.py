"""The heads of the matrix: a name, and below it what else tells a request or credential apart."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from inspector.gui.matrix.grid_model import DETAIL
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import elided

_PAD = 10


class GridHeader(QHeaderView):
    """Both lines are whole in the tooltip and for screen readers."""

    def __init__(self, theme: Theme, way: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(way, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Return the room for two lines."""
        high = self._high() + self._theme.px(12)
        return QSize(self._theme.px(200), high)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint name and detail of a row or column."""
        model = self.model()
        theme, way = self._theme, self.orientation()
        name = str(model.headerData(section, way) or "")
        detail = str(model.headerData(section, way, DETAIL) or "")
        strong, plain = theme.font(12, SEMIBOLD), theme.font(12)
        high = QFontMetrics(strong).height()
        low = QFontMetrics(plain).height() if detail else 0
        room = rect.adjusted(theme.px(_PAD), 0, -theme.px(6), 0)
        top = rect.y() + (rect.height() - high - low) // 2
        flat = way is Qt.Orientation.Horizontal
        end = Qt.TextElideMode.ElideRight if flat else _MIDDLE  # an address tells by its end
        painter.save()
        first = QRect(room.x(), top, room.width(), high)
        elided(painter, first, (name, strong, theme.colour("text")), _MIDDLE)
        second = QRect(room.x(), top + high, room.width(), low)
        elided(painter, second, (detail, plain, theme.colour("text2")), end)
        painter.restore()

    def _high(self) -> int:
        fonts = (self._theme.font(12, SEMIBOLD), self._theme.font(12))
        return sum(QFontMetrics(font).height() for font in fonts)


_MIDDLE = Qt.TextElideMode.ElideMiddle
