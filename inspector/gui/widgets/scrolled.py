"""A pane that scrolls down when its content is taller than it is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QVBoxLayout, QWidget

_PADDING, _GAP = 16, 14


# ---------------- Where a page scrolls as a whole, nothing in it scrolls by itself
class Wholeness(QObject):
    """Follows the page that a view stands in. turned(): it is shown whole now, or scrolls again.

    height: how high the view is when it is shown whole; 0: too high, it goes on to scroll.
    """

    turned = Signal()

    def __init__(self, view: QAbstractScrollArea, height: Callable[[], int]) -> None:
        super().__init__(view)
        self._view, self._height = view, height
        self._page: Scrolled | None = None
        self._least = 0  # the least height of the view while it scrolls
        self.is_on = False

    def look(self) -> None:
        """Find the page; called when the view is shown."""
        page = page_of(self._view)
        if page is not self._page:
            self._page = page
            if page is not None:
                page.turned_whole.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give the view the height of what it holds by now."""
        height = self._height() if self._page is not None and self._page.is_whole else 0
        if bool(height) != self.is_on:
            self._turn(on=height > 0)
        if self.is_on and height != self._view.minimumHeight():
            self._view.setMinimumHeight(height)

    def _turn(self, *, on: bool) -> None:
        self.is_on = on
        if on:
            self._least = self._view.minimumHeight()
        else:
            self._view.setMinimumHeight(self._least)
        policy = Qt.ScrollBarPolicy
        self._view.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if on else policy.ScrollBarAsNeeded
        )
        self.turned.emit()


def page_of(widget: QWidget) -> "Scrolled | None":
    """Return the pane that a widget stands in, however deep; of several the outermost."""
    found, above = None, widget.parentWidget()
    while above is not None:
        found = above if isinstance(above, Scrolled) else found
        above = above.parentWidget()
    return found


class _Inner(QWidget):
    """Asks for no more height than its width needs: words that wrap are high only where it is slim.

    The pane takes that height from the layout.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the height is left to the width."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(0)
        return hint


class Scrolled(QScrollArea):
    """`column`: where the content goes. turned_whole(): panes inside it are shown whole, or not."""

    turned_whole = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_whole = False
        self._inner = inner = _Inner()
        inner.setObjectName("scrolled")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.column.setSpacing(_GAP)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wholeness = Wholeness(self, self._whole_height)
        self._wholeness.turned.connect(self._follow_content)

    def scroll_as_whole(self, *, on: bool) -> None:
        """Show every pane inside whole, so that only this one scrolls; or let them scroll again."""
        if on != self.is_whole:
            self.is_whole = on
            self.turned_whole.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether it stands in a page that scrolls as a whole."""
        super().showEvent(event)
        self._wholeness.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that wrap need another height now."""
        super().resizeEvent(event)
        if self._wholeness.is_on:
            self._wholeness.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the content."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._wholeness.fit()
        return super().eventFilter(watched, event)

    def _follow_content(self) -> None:
        if self._wholeness.is_on:
            self._inner.installEventFilter(self)

    def _whole_height(self) -> int:
        layout, width = self._inner.layout(), self.viewport().width()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._inner.sizeHint().height()

    def limit(self, width: int) -> None:
        """Let the content be at most that wide; the scroll bar stays at the pane's edge."""
        self._inner.setMaximumWidth(width)


# ---------------- Scrolls a control into sight, in every pane that it stands in
_AROUND = 12  # pixels above and below what is scrolled to


def bring(control: QWidget) -> None:
    """Scroll to a control now; Qt does so only where the focus comes from inside the same pane."""
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control, 0, _AROUND)
        above = above.parentWidget()


def bring_part(view: QWidget, part: QRect) -> None:
    """Scroll to a part of a view that is shown whole: its beginning counts."""
    above = view.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (inner := above.widget()) is not None:
            place = QRect(view.mapTo(inner, part.topLeft()), part.size())
            high = min(place.height(), above.viewport().height() - 2 * _AROUND)
            middle = place.top() + high // 2
            above.ensureVisible(place.left(), middle, 0, high // 2 + _AROUND)
        above = above.parentWidget()


def bring_soon(control: QWidget) -> None:
    """Scroll to a control that was just shown, once it has its place."""
    QTimer.singleShot(0, control, lambda: bring(control))
