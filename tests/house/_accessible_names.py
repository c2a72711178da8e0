"""Every control has a name for screen readers, and every row that arrows reach is told."""

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel

from inspector.gui.widgets.tabs import UnderlineTabs
from tests.house._shown import line_of, shown

_TOLD = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


def problems(driver, state):
    """Return what has no name, tab by tab, and what arrows do not reach or nobody tells."""
    found = list(unnamed(driver.window))
    for each in shown(driver.window, QAbstractItemView):
        if each.model() is not None and each.model().rowCount() > 1:
            found += _missed(driver, each)
    for where, window in each_tab(driver, state):
        found += [f"{where}: {each}" for each in unnamed(window)]
    return found


def unnamed(window):
    buddies = {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}
    for each in shown(window):
        focusable = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
        named = each.accessibleName() or each in buddies or _text_of(each)
        inside = each.parentWidget() in buddies or each.objectName().startswith("qt_")
        if focusable and not named and not inside:
            yield f"{each.objectName()} {line_of(each)}"


def _text_of(widget):
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def each_tab(driver, where):
    """Choose one tab after the other; yield its name and the window to look at."""
    for bar in shown(driver.window, UnderlineTabs):
        for index in range(bar.count()):
            bar.setCurrentIndex(index)
            QApplication.processEvents()
            yield f"{where}, {bar.tabText(index)}", driver.window


def _missed(driver, a_list):
    """Go from the first row to the second by arrow; yield what doesn't come or isn't told."""
    a_list.setFocus()
    driver.qtbot.keyClick(a_list, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = a_list.currentIndex()
    driver.qtbot.keyClick(a_list, Qt.Key.Key_Down)
    second = a_list.currentIndex()
    name = a_list.objectName()
    if first == second:
        yield f"{name}: Down stays where it was"
    for index in (first, second):
        if not index.isValid():
            yield f"{name}: no row is chosen"
        elif not _told(index):
            yield f"{name}: row {index.row()} says nothing"


def _told(index):
    a_list = isinstance(index.model(), QAbstractListModel)  # it keeps its columns to itself
    columns = 1 if a_list else index.model().columnCount(index.parent())
    cells = (index.siblingAtColumn(column) for column in range(columns))
    return " ".join(str(cell.data(role) or "") for cell in cells for role in _TOLD).strip()
