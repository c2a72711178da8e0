"""Frames of a page and of a panel: title, what can be done, a line below, then the content."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.kind import name_pane
from inspector.gui.widgets.label import Icon, Label

# ---------------- The icon before a page's title, in the accent's colour
_SIZE, _DOWN = 22, 4


class TitleIcon(Icon):
    """The title alone is read aloud."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, "accent", _SIZE)
        self.setContentsMargins(0, _DOWN, 0, 0)


_SIDE, _TOP, _GAP = 20, 16, 12
_LEAST_TITLE, _USUAL_LINE = 24, 44  # characters
_ROOMY, _STACKED = 900, 720  # pixels at 100 %: below, details get less, then go below their list
_ANY = 16_777_215  # no limit, as Qt has it


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
        self._below: QWidget | None = None
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
        self._top_rows = QVBoxLayout()
        self._top_rows.setSpacing(2)
        self._top_rows.addLayout(self._top)
        self.column.addLayout(self._top_rows)

    def stand_beside(
        self,
        row: QBoxLayout,
        details: QWidget,
        theme: Theme,
        wide: int,
        least: int,
        stacked: int = _STACKED,
    ) -> None:
        """Give a list what it needs; in little room what stands beside it in the row goes below.

        wide, least: the details' width in a page with room and in a narrow one; stacked: in a page
        narrower than this they go below. In pixels at 100 %.
        """
        px, way = theme.px, QBoxLayout.Direction
        below = self.width() < px(stacked)
        row.setDirection(way.TopToBottom if below else way.LeftToRight)
        beside = px(least if self.width() < px(_ROOMY) else wide)
        details.setMinimumWidth(0 if below else beside)
        details.setMaximumWidth(_ANY if below else beside)

    def use_head(self, head: QWidget, title: Label, below: QWidget | None = None) -> Label:
        """Put a head of its own in the place of title and line; title: the label in it.

        below: the line below the title; it may go on below the buttons.
        """
        # In the middle beside the buttons, however high they are.
        self.words.insertStretch(0, 1)
        self.words.insertWidget(1, head)
        self.words.addStretch(1)
        self._below = below
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
        """Share the new width."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the buttons below the title where they would squeeze it; after it has changed, too.

        A sentence is to fit beside them in two lines, or in lines of a usual length.
        """
        characters = min(max(_LEAST_TITLE, len(self.title.text()) // 2), _USUAL_LINE)
        least = self.title.fontMetrics().averageCharWidth() * characters
        narrow = self._actions.sizeHint().width() + least > self.width() - 2 * _SIDE
        way = QBoxLayout.Direction
        self._top.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._place_below(self.words if narrow else self._top_rows)

    def _place_below(self, place: QVBoxLayout) -> None:
        """Keep the line right below the title."""
        if self._below is not None and place.indexOf(self._below) < 0:
            for one in (self.words, self._top_rows):
                one.removeWidget(self._below)
            place.addWidget(self._below)

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


# ---------------- A panel that stands in the sidebar
_BUTTON = 28


class SidebarPanel(QWidget):
    """A panel with its title, buttons beside it, and a column below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        name_pane(self, "sidebar")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 8, 8, 0)
        self.head.setSpacing(0)
        self.head.addWidget(Label(title, "heading"), 1, Qt.AlignmentFlag.AlignVCenter)
        self.head.addStrut(_BUTTON)  # titles stand at the same height with buttons and without
        self.column = QVBoxLayout()
        self.column.setContentsMargins(14, 8, 8, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.head)
        whole.addLayout(self.column, 1)

    def look_for(self, text: str) -> None:
        """Show what fits a text, where the panel has a filter."""
