"""Splitters that snap, collapse and reset, and what a narrow window leaves out."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

SIDEBAR_BELOW = 1180
RESPONSE_BELOW = 960


class SnapSplitter(QSplitter):
    """A splitter whose first part has a usual size; a double click on the handle restores it.

    dragged(int): the first part's new size. A part smaller than its minimum collapses.
    """

    dragged = Signal(int)

    def __init__(self, usual: int, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(orientation)
        self.usual = usual
        self._wanted: int | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(True)
        self.splitterMoved.connect(self._moved)

    def createHandle(self) -> QSplitterHandle:
        """Return a handle that resets on a double click."""
        return _Handle(self.orientation(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take up a size that was asked for before there was room."""
        super().resizeEvent(event)
        if self._wanted is not None:
            self.size_first(self._wanted)

    def reset(self) -> None:
        """Give the first part its usual size."""
        self.size_first(self.usual)

    def size_first(self, size: int) -> None:
        """Give the first part that size, the rest to the second; kept until it is shown."""
        self._wanted = None if self.isVisible() else size
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        self.setSizes([size, max(1, whole - size)])

    def first_size(self) -> int:
        """Return the first part's size; 0 = collapsed."""
        return self.sizes()[0] if self.count() else 0

    def _moved(self, _position: int, _index: int) -> None:
        self.dragged.emit(self.first_size())


class _Handle(QSplitterHandle):
    """One pixel to see; its margin makes it easy to grip."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Restore the usual size."""
        splitter = self.splitter()
        if isinstance(splitter, SnapSplitter):
            splitter.reset()
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the splitting pointer."""
        if event.type() == QEvent.Type.Enter:
            across = self.orientation() == Qt.Orientation.Horizontal
            self.setCursor(Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor)
        return super().event(event)


def is_narrow(width: int) -> bool:
    """Whether a window that wide has room for the sidebar only when it is asked for."""
    return width < SIDEBAR_BELOW


def wants_sidebar(width: int, *, chosen: bool, asked: bool = False) -> bool:
    """Whether the sidebar is shown in a window that wide; asked: for a narrow one too."""
    return asked if is_narrow(width) else chosen


def wants_below(width: int, *, chosen: bool) -> bool:
    """Whether the response lies under the request in a window that wide."""
    return chosen or width < RESPONSE_BELOW
