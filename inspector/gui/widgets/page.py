"""A screen that fills a tab: its title with what can be done, a line below, then its content."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.title_icon import TitleIcon

_SIDE, _TOP, _GAP = 20, 16, 12
_LEAST_TITLE = 24  # characters


class Page(QWidget):
    """`column`: where the content goes. title: also the name that is read aloud."""

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_pane(self, "screen")
        self.setAccessibleName(title)
        self.title = Label(title, "page-title", wrap=True)
        self.title.setObjectName("page_title")
        self.lead = Label(lead, "body", wrap=True)
        if not lead:
            self.lead.hide()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self.words = self._words()
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(10)
        self._title_row.addLayout(self.words, 1)
        self._top.addLayout(self._title_row, 1)
        self._actions = FlowLayout()
        self._top.addLayout(self._actions)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        self.column.setSpacing(_GAP)
        self.column.addLayout(self._top)

    def use_head(self, head: QWidget, title: Label) -> Label:
        """Put a head of its own in the place of title and line; title: the label in it."""
        self.words.insertWidget(0, head)
        for label in (self.title, self.lead):
            label.deleteLater()
        self.title = title
        return title

    def add_icon(self, theme: Theme, name: str) -> None:
        """Put an icon before the title."""
        self._title_row.insertWidget(0, TitleIcon(theme, name), 0, Qt.AlignmentFlag.AlignTop)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field beside the title; several stand below one another if need be."""
        self._actions.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the title where they would squeeze it."""
        super().resizeEvent(event)
        least = self.title.fontMetrics().averageCharWidth() * _LEAST_TITLE
        narrow = self._actions.sizeHint().width() + least > self.width() - 2 * _SIDE
        way = QBoxLayout.Direction
        self._top.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus, but not from the tabs: the arrow keys go through them."""
        super().showEvent(event)
        if not event.spontaneous() and not isinstance(QApplication.focusWidget(), QTabBar):
            QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.lead)
        return words
