"""What both kinds of tabs share: exact sizes, no eliding, keyboard and screen-reader support."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from inspector.gui.theme import Theme
from inspector.gui.widgets.painting import smooth


class TabStrip(QTabBar):
    """A tab bar whose tabs are painted by `paint_tab` at the width of `tab_width`."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self.theme = theme
        self._height = height
        self._looks: dict[int, object] = {}
        self._last = 0
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)

    def tab_width(self, index: int) -> int:
        """Return how wide that tab is."""
        return self.fontMetrics().horizontalAdvance(self.tabText(index))

    def set_kept(self, index: int, look: object) -> None:
        """Keep what a tab shows besides its text; Qt gets a number, never the object."""
        number = self.tabData(index)
        if number is None:
            self._last = number = self._last + 1
            self.setTabData(index, number)
        self._looks[number] = look

    def kept(self, index: int) -> object:
        """Return what is kept of a tab, wherever it was moved; None for nothing."""
        return self._looks.get(self.tabData(index))

    def tabRemoved(self, index: int) -> None:
        """Forget what was kept of the tab."""
        super().tabRemoved(index)
        left = {self.tabData(each) for each in range(self.count())}
        self._looks = {number: look for number, look in self._looks.items() if number in left}

    def paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        """Paint one tab in its rectangle."""

    def tabSizeHint(self, index: int) -> QSize:
        """Return the exact size of a tab."""
        return QSize(self.tab_width(index), self.theme.px(self._height))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: tabs are never squeezed."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """Return the size of all tabs."""
        width = sum(self.tab_width(index) for index in range(self.count()))
        return QSize(width, self.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow; the row around it decides."""
        return QSize(0, self.theme.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all tabs."""
        painter = smooth(self)
        for index in range(self.count()):
            if self.isTabVisible(index):
                painter.save()
                self.paint_tab(painter, index, self.tabRect(index))
                painter.restore()
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        # A tab bar lays its tabs out anew only when something about them changes.
        self.setIconSize(QSize(1, 1))
        self.setIconSize(QSize(16, 16))
        # …and then brings the active tab into sight, filling the free space at the end.
        self.resizeEvent(QResizeEvent(self.size(), self.size()))
        self.update()
