"""Rows of tabs: what all of them share, and those that underline the chosen one."""

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.marks import DIAMETER, HEIGHT, badge_width, paint_badge, paint_pin
from inspector.gui.widgets.painting import focus_ring, icon_at, middle, smooth
from inspector.wording import tr, tr_n


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


# ---------------- Tabs inside a pane
_SIDE, _GAP, _LINE = 10, 6, 2
_TIGHT = 5  # beside the words where there is no room for all tabs
_ICON = 14
BAR = 36


class TabMark(NamedTuple):
    """What stands after a tab's word: a grey count, a pin, a red exclamation mark."""

    badge: int = 0
    pin: int = 0
    wrong: bool = False


class UnderlineTabs(TabStrip):
    """`addTab(text)` as usual; `set_mark(index, TabMark(…))` for what stands after the word.

    turned(int): a person turned to that tab, by mouse or keys.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, BAR)
        self._side, self._counted = _SIDE, True
        self.setAccessibleName(name)

    def mark(self, index: int) -> TabMark:
        """Return what stands after the word."""
        data = self.kept(index)
        return data if isinstance(data, TabMark) else TabMark()

    def set_mark(self, index: int, mark: TabMark) -> None:
        """Show a count, a pin or a warning; it is read aloud too."""
        self.set_kept(index, mark)
        said = [self.tabText(index)]
        if mark.badge:
            said.append(tr_n("{count} entry", "{count} entries", mark.badge))
        if mark.pin:
            said.append(tr("evidence {number}", number=mark.pin))
        if mark.wrong:
            said.append(tr("needs attention"))
        self.setAccessibleTabName(index, ", ".join(said))
        self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a tab that was clicked."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        self._tell(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of a tab that was turned to by a key."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        self._tell(before)

    def _tell(self, before: int) -> None:
        if self.currentIndex() != before:
            self.turned.emit(self.currentIndex())

    def tab_width(self, index: int) -> int:
        """Return the width of word and marks."""
        return self._at(index, self._side, counted=self._counted)

    def sizeHint(self) -> QSize:
        """Return the size of all tabs with the usual room around their words."""
        return QSize(self._all(_SIDE), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the tabs together where they do not fit; then leave out what only counts."""
        side = _SIDE if self._all(_SIDE) <= self.width() else _TIGHT
        room = side, side == _SIDE or self._all(_TIGHT) <= self.width()
        if room == (self._side, self._counted):
            super().resizeEvent(event)
        else:
            self._side, self._counted = room
            self._renew()

    def _all(self, side: int) -> int:
        return sum(self._at(index, side, counted=True) for index in range(self.count()))

    def _at(self, index: int, side: int, *, counted: bool) -> int:
        px = self.theme.px
        mark = self.mark(index)
        width = self.theme.advance(self.tabText(index), 13, SEMIBOLD) + 2 * px(side)
        if mark.wrong:
            width += px(_GAP + _ICON)
        if mark.badge and counted:
            width += px(_GAP) + badge_width(self.theme, str(mark.badge))
        if mark.pin:
            width += px(_GAP + DIAMETER)
        return width

    def paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        """Paint word, marks and the line of the active tab."""
        px, active = self.theme.px, index == self.currentIndex()
        font = self.theme.font(13, SEMIBOLD if active else MEDIUM)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text" if active else "text2"))
        inner = rect.adjusted(px(self._side), 0, -px(self._side), 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.tabText(index))
        x = inner.x() + QFontMetrics(font).horizontalAdvance(self.tabText(index)) + px(_GAP)
        self._paint_marks(painter, index, rect, x)
        if active:
            line = QRectF(inner.x(), rect.bottom() + 1 - _LINE, inner.width(), _LINE)
            painter.fillRect(line, self.theme.colour("accent"))
        if active and self.hasFocus():
            focus_ring(painter, self.theme, QRectF(rect).adjusted(2, 4, -2, -4), 5)

    def _paint_marks(self, painter: QPainter, index: int, rect: QRect, x: float) -> None:
        px, mark = self.theme.px, self.mark(index)
        if mark.wrong:
            where = QPointF(x, middle(rect, px(_ICON)))
            icon_at(painter, self.theme, ("circle-alert", "err", _ICON), where)
            x += px(_ICON + _GAP)
        if mark.badge and self._counted:
            width = badge_width(self.theme, str(mark.badge))
            badge = QRectF(x, middle(rect, px(HEIGHT)), width, px(HEIGHT))
            paint_badge(painter, self.theme, badge, str(mark.badge))
            x += width + px(_GAP)
        if mark.pin:
            side = px(DIAMETER)
            paint_pin(painter, self.theme, QRectF(x, middle(rect, side), side, side), mark.pin)


# ---------------- The pages that tabs turn to
Name = TypeVar("Name", str, int)


class LatePages(QStackedWidget, Generic[Name]):
    """A stack whose pages are made when they are first asked for: most are never looked at.

    makers: how to make each, by what it is called.
    """

    def __init__(self, makers: Mapping[Name, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._makers: dict[Name, Callable[[], QWidget]] = dict(makers)
        self._made: dict[Name, QWidget] = {}

    @property
    def shown(self) -> Name | None:
        """Which page is turned to; None before the first."""
        current = self.currentWidget()
        return next((name for name, page in self._made.items() if page is current), None)

    def has(self, name: Name) -> bool:
        """Whether there is a page of that name."""
        return name in self._makers

    def page(self, name: Name) -> QWidget:
        """Return a page, turned to or not."""
        if name not in self._made:
            self._made[name] = page = self._makers[name]()
            self.addWidget(page)
        return self._made[name]

    def turn_to(self, name: Name) -> QWidget:
        """Show a page."""
        page = self.page(name)
        self.setCurrentWidget(page)
        return page
