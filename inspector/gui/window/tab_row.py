"""The row of tabs: it scrolls by whole tabs where they don't fit, and lists all of them."""

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.document_tabs import ROW, DocumentTabs
from inspector.wording import tr, tr_n

_GAP, _END = 4, 8


class _Window(QWidget):
    """What is seen of the tabs, which are as wide as they want to be."""

    def __init__(self, row: "TabRow") -> None:
        super().__init__(row)
        self._row = row

    def event(self, event: QEvent) -> bool:
        """Notice that a tab became wider or narrower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._row.arrange()
        return super().event(event)


class TabRow(QWidget):
    """The ground of the tabs, with the hairline that only the active tab interrupts."""

    def __init__(self, tabs: DocumentTabs, tools: Tools) -> None:
        super().__init__()
        theme = tools.theme
        self._theme, self._tabs = theme, tabs
        self._first = 0
        self._follows = True  # the active tab stays in sight
        self.setObjectName("tab_row")
        self._window = _Window(self)
        tabs.setParent(self._window)
        self.earlier = IconButton(theme, "chevron-left", tr("Earlier tabs"))
        self.later = IconButton(theme, "chevron-right", tr("Later tabs"))
        self.all = Button(theme, "", "ghost", "chevron-down")
        self.all.setObjectName("all_tabs")
        self.add = IconButton(theme, "plus", tr("New request"))
        self.add.setObjectName("add_tab")
        self.add.follow(tools.actions.action("new-tab"))
        for button in (*self._scrollers, self.add):
            button.setParent(self)
        self.earlier.clicked.connect(lambda: self.scroll_by(-1))
        self.later.clicked.connect(lambda: self.scroll_by(1))
        tabs.wheeled.connect(self.scroll_by)
        self.all.clicked.connect(lambda: tools.actions.run("list-tabs"))
        theme.changed.connect(self.arrange)

    @property
    def first(self) -> int:
        """The first tab that is seen."""
        return self._first

    @property
    def shown(self) -> range:
        """The tabs that are seen, each of them wholly."""
        widths, end = self._widths(), self._first
        left = self._window.width()
        while end < len(widths) and widths[end] <= left:
            left -= widths[end]
            end += 1
        return range(self._first, end)

    def sizeHint(self) -> QSize:
        """Return the height of a row of tabs."""
        return QSize(self._theme.px(640), self._theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow: then it scrolls."""
        return QSize(0, self._theme.px(ROW))

    def scroll_by(self, count: int) -> None:
        """Show earlier (-1) or later (1) tabs; which one is active stays."""
        self._first = max(0, min(self._first + count, self._last_start(self._room())))
        self._place()
        self._follows = self._tabs.currentIndex() in self.shown

    def bring(self) -> None:
        """Scroll so far that the active tab is seen, and stays so until somebody scrolls on."""
        self._follows = True
        self.arrange()

    def arrange(self) -> None:
        """Put tabs and buttons where they belong; tabs became wider, came or went."""
        self._place()
        start = self._start() if self._follows else self._first
        if start != self._first:
            self._first = start
            self._place()

    def _start(self) -> int:
        """Return the tab to begin with so that the active one is seen."""
        index, widths = self._tabs.currentIndex(), self._widths()
        start, room = min(self._first, max(index, 0)), self._room()
        while start < index and sum(widths[start : index + 1]) > room:
            start += 1
        return 0 if self._fits() else start

    def _place(self) -> None:
        widths, room = self._widths(), self._room()
        fits = self._fits()
        self._first = 0 if fits else min(self._first, self._last_start(room))
        for button in self._scrollers:
            button.setVisible(not fits)
        seen = sum(widths) if fits else _whole(widths[self._first :], room)
        high = self._theme.px(ROW)
        self._window.setGeometry(0, 0, seen, high)
        self._tabs.setGeometry(-sum(widths[: self._first]), 0, sum(widths), high)
        self.earlier.setEnabled(self._first > 0)
        self.later.setEnabled(not fits and self._first < self._last_start(room))
        self._place_buttons(seen + _GAP if fits else self.width() - _END, from_left=fits)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as have room now, the active one among them."""
        super().resizeEvent(event)
        self.bring()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("border"))
        painter.end()

    @property
    def _scrollers(self) -> tuple[IconButton | Button, ...]:
        return self.earlier, self.later, self.all

    def _place_buttons(self, x: int, *, from_left: bool) -> None:
        """Put the buttons from the right end leftwards, or only the last one behind the tabs."""
        for button in (self.add,) if from_left else (self.add, *reversed(self._scrollers)):
            size = button.sizeHint() if button is self.all else button.size()
            x -= 0 if from_left else size.width()
            button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x -= _GAP

    def _widths(self) -> list[int]:
        return [self._tabs.tab_width(index) for index in range(self._tabs.count())]

    def _fits(self) -> bool:
        return sum(self._widths()) + _GAP + self.add.width() + _END <= self.width()

    def _room(self) -> int:
        """Return how wide the tabs may be beside the buttons."""
        count = self._tabs.count()
        self.all.set_text(tr_n("{count} tab", "{count} tabs", count))
        self.all.setAccessibleName(tr("All tabs, {count}", count=count))
        self.all.ensurePolished()
        buttons = (self.earlier.width(), self.later.width(), self.add.width())
        taken = sum(buttons) + self.all.sizeHint().width() + 4 * _GAP + _END
        return max(self.width() - taken, 0)

    def _last_start(self, room: int) -> int:
        """Return the tab to begin with so that the last one ends the row."""
        widths = self._widths()
        start, left = len(widths), room
        while start > 0 and widths[start - 1] <= left:
            start -= 1
            left -= widths[start]
        return max(min(start, len(widths) - 1), 0)

    def corner(self) -> QPoint:
        """Return where the list of all tabs hangs: its top right corner, globally."""
        return self.mapToGlobal(QPoint(self.width() - _END, self.height()))


def _whole(widths: list[int], room: int) -> int:
    """Return the width of the tabs that fit wholly; of the first one, cut, where none does."""
    seen = 0
    for width in widths:
        if seen + width > room:
            break
        seen += width
    return seen or min(room, widths[0] if widths else 0)
