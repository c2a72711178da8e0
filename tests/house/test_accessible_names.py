"""Every control has a name for screen readers, and no button is clipped at any font size."""

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from inspector.gui.compose.request_pane import OPTIONS, RequestPane
from inspector.gui.widgets.tabs import UnderlineTabs
from inspector.mocklab.practice import cards
from tests.fixtures.looking_back import STATES, show
from tests.fixtures.screens import OPENING

_TOLD = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.qtbot.waitUntil(lambda: made.program.tools.actions.can_run("save"))
    return made


def _shown(window):
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def _buddies(window):
    return {label.buddy() for label in window.findChildren(QLabel) if label.buddy()}


def _unnamed(window):
    buddies = _buddies(window)
    for each in _shown(window):
        focusable = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
        named = each.accessibleName() or each in buddies or _text_of(each)
        inside = each.parentWidget() in buddies or each.objectName().startswith("qt_")
        if focusable and not named and not inside:
            yield f"{type(each).__name__} {each.objectName()} in {_line_of(each)}"


def _text_of(widget):
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _line_of(widget):
    names = []
    while widget is not None:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names[1:5])


def _clipped(window):
    for each in _shown(window):
        if isinstance(each, QPushButton | QCheckBox | QRadioButton) and each.text():
            wanted = each.minimumSizeHint().expandedTo(each.sizeHint())
            small = each.width() < wanted.width() - 1 or each.height() < wanted.height() - 1
            seen = each.visibleRegion().boundingRect()  # empty: scrolled out of sight
            if small or 0 < seen.width() < each.width():
                yield f"{each.text()!r}: {seen}, {each.size()} of {wanted} in {_line_of(each)}"


def _each_screen(driver):
    """Show one screen after the other; yield its name and the window to look at."""
    yield "request", driver.window
    yield from _each_part(driver)
    for command in ("export", "save"):
        driver.run(command)
        yield command, _dialog(driver)
        _dialog(driver).close()
    for name in OPENING:
        driver.run(name)
        QApplication.processEvents()
        yield name, driver.window
        yield from _each_tab(driver, name)


def _each_part(driver):
    yield from _each_tab(driver, "request")
    for pane in _visible(driver, RequestPane):
        pane.show_part(OPTIONS)
        QApplication.processEvents()
        yield "options", driver.window


def _each_tab(driver, where):
    for bar in _visible(driver, UnderlineTabs):
        for index in range(bar.count()):
            bar.setCurrentIndex(index)
            QApplication.processEvents()
            yield f"{where}, {bar.tabText(index)}", driver.window


def _visible(driver, kind):
    return [each for each in driver.window.findChildren(kind) if each.isVisible()]


def _dialog(driver):
    def shown():
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()
        ]

    driver.qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def _found(driver, look):
    return {screen: bad for screen, window in _each_screen(driver) if (bad := list(look(window)))}


def test_every_control_has_a_name(driver):
    assert not _found(driver, _unnamed)


@pytest.mark.parametrize("state", STATES)
def test_every_control_of_what_looks_back_has_a_name(driver, state, tmp_path):
    driver.answer(lambda: driver.run("apply-fix"))
    show(driver, state, tmp_path)
    assert not list(_unnamed(driver.window))
    for shown in _visible(driver, QAbstractItemView):
        if shown.model() is not None and shown.model().rowCount() > 1:
            _go_through(driver, shown)
    found = {where: list(_unnamed(window)) for where, window in _each_tab(driver, state)}
    assert not any(found.values()), found


def _go_through(driver, shown):
    """Arrows go from row to row, and each row is told."""
    shown.setFocus()
    driver.qtbot.keyClick(shown, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = shown.currentIndex()
    driver.qtbot.keyClick(shown, Qt.Key.Key_Down)
    second = shown.currentIndex()
    name = shown.objectName()
    assert first.isValid(), name
    assert second.isValid(), name
    assert first != second, name
    assert _told(first), name
    assert _told(second), name


def _told(index):
    a_list = isinstance(index.model(), QAbstractListModel)  # it keeps its columns to itself
    columns = 1 if a_list else index.model().columnCount(index.parent())
    cells = (index.siblingAtColumn(column) for column in range(columns))
    return " ".join(str(cell.data(role) or "") for cell in cells for role in _TOLD).strip()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(driver, percent):
    driver.program.tools.theme.set_percent(percent)
    for _ in range(3):  # a scroll bar that appears takes its room a turn later
        QApplication.processEvents()
    assert not _found(driver, _clipped)


def test_no_tab_and_no_button_of_an_answer_is_clipped(driver):
    window, bad = driver.window, []
    for card in cards():
        driver.answer(lambda slug=card.slug: driver.run("demo", slug))
        for size in ((1440, 900), (1180, 760)):
            window.resize(*size)
            driver.settle()
            bad += [(card.slug, size, each) for each in (*_clipped(window), *_cut_tabs(driver))]
    assert not bad


def _cut_tabs(driver):
    for bar in _visible(driver, UnderlineTabs):
        if bar.tabRect(bar.count() - 1).right() > bar.width() or bar.tabRect(0).left() < 0:
            yield bar.accessibleName()
