"""What a window shows, and how a check of it leaves the window as it found it."""

import contextlib

import shiboken6
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QScrollBar, QWidget

from inspector.gui.widgets.tabs import UnderlineTabs


def shown(window, kind=QWidget):
    return [each for each in window.findChildren(kind) if each.isVisible()]


def line_of(widget):
    """Return what a widget stands in, the innermost first."""
    names = []
    while widget is not None:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names[:5])


@contextlib.contextmanager
def put_back(driver):
    """Undo what a check changes: colours, sizes, tabs, chosen rows, what is scrolled, the focus."""
    window, theme = driver.window, driver.program.tools.theme
    mode, percent, size, focused = (
        theme.mode,
        theme.scale * 100,
        window.size(),
        window.focusWidget(),
    )
    tabs = {bar: bar.currentIndex() for bar in shown(window, UnderlineTabs)}
    chosen = {each: _way(each.currentIndex()) for each in shown(window, QAbstractItemView)}
    scrolled = {bar: bar.value() for bar in window.findChildren(QScrollBar)}
    try:
        yield
    finally:
        theme.set_mode(mode)
        theme.set_percent(round(percent))
        window.resize(size)
        for bar, index in _left(tabs):
            bar.setCurrentIndex(index)
        for each, way in _left(chosen):
            if _way(each.currentIndex()) != way:
                each.setCurrentIndex(_at(each.model(), way))
        driver.settle()
        if focused is not None and shiboken6.isValid(focused):
            focused.setFocus()
        for bar, value in _left(scrolled):
            bar.setValue(value)
        driver.settle()


def _way(index):
    """Return the rows and columns that lead to an index; models may be made anew meanwhile."""
    way = []
    while index.isValid():
        way.append((index.row(), index.column()))
        index = index.parent()
    return way[::-1]


def _at(model, way):
    index = QModelIndex()
    for row, column in way:
        index = model.index(row, column, index)
    return index


def _left(kept):
    return [(widget, value) for widget, value in kept.items() if shiboken6.isValid(widget)]
