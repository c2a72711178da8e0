"""Every control of every screen is reached by Tab, once, and is large enough to be hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

from inspector.gui.compose.request_pane import RequestPane

LEAST = 24  # pixels each way (WCAG 2.2, 2.5.8)
SCREENS = (
    "show-history",
    "show-tokens",
    "inspect-token",
    "compare-previous",
    "credential-matrix",
    "settings",
    "mocklab",
    "environments",
    "guide",
    "shortcuts",
    "log",
)
LINE = (
    '203.0.113.9 - ada [04/Mar/2026:12:00:{second:02} +0000] "GET /v1 HTTP/1.1" 401 12 "-" "c/8"\n'
)


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.answer(lambda: made.run("apply-fix"))
    made.window.activateWindow()
    return made


def _shown(window):
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def _focusable(window):
    tab = Qt.FocusPolicy.TabFocus
    return {
        each
        for each in _shown(window)
        if each.isEnabled() and each.focusPolicy() & tab and each.focusProxy() is None
    }


def _walked(window):
    """Return what Tab goes through until it comes to something again."""
    gone = []
    for _ in range(300):
        window.focusNextChild()
        here = window.focusWidget()
        if here in gone:
            assert here is gone[0], f"Tab turns in a circle that {here.objectName()} closes"
            return gone
        gone.append(here)
    pytest.fail("Tab never comes back")


def _said(widgets):
    return sorted(f"{type(each).__name__} {each.objectName()}" for each in widgets)


def _small(window):
    for each in _shown(window):
        hit = isinstance(each, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox)
        inside = isinstance(each.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox)
        if hit and not inside and (each.width() < LEAST or each.height() < LEAST):
            yield f"{type(each).__name__} {each.objectName()} {each.text()}: {each.size()}"
        rows = isinstance(each, QListView) and each.model() and each.model().rowCount()
        if rows and each.sizeHintForRow(0) < LEAST:
            yield f"rows of {each.objectName()}: {each.sizeHintForRow(0)}"


def _check(driver):
    for _ in range(2):
        QApplication.processEvents()
    walked = _walked(driver.window)
    assert _said(set(walked)) == _said(_focusable(driver.window))
    assert not list(_small(driver.window))


@pytest.mark.parametrize("command", SCREENS)
def test_tab_reaches_everything(driver, command):
    driver.run(command)
    _check(driver)


def test_tab_reaches_everything_of_a_log(driver, tmp_path):
    path = tmp_path / "access.log"
    path.write_text("".join(LINE.format(second=second) for second in range(30)))
    driver.window.opening.open_files([path])
    tabs = driver.program.tools.tabs
    driver.qtbot.waitUntil(lambda: tabs.active.kind == "log", timeout=5000)
    driver.qtbot.waitUntil(lambda: not tabs.active.running, timeout=5000)
    _check(driver)


@pytest.mark.parametrize("part", range(5))
def test_tab_reaches_everything_of_a_request(driver, part):
    pane = next(each for each in driver.window.findChildren(RequestPane) if each.isVisible())
    pane.show_part(part)
    _check(driver)


def test_tab_goes_from_rail_to_status_bar(driver):
    window = driver.window
    parts = (window.rail, window.sidebar, window.area, window.status)
    walked = _walked(window)
    on_rail = [window.rail.isAncestorOf(each) for each in walked]
    # The walk may have begun on the rail: it is turned to where the rail begins.
    first = next(at for at, is_here in enumerate(on_rail) if is_here and not on_rail[at - 1])
    turned = walked[first:] + walked[:first]
    places = [
        next(at for at, part in enumerate(parts) if part.isAncestorOf(each)) for each in turned
    ]
    assert places == sorted(places)
    names = [each.objectName() for each in turned]
    order = ("method_choice", "url_edit", "send_button", "auth_type", "reply_tabs", "exchange_view")
    found = [names.index(name) for name in order]
    assert found == sorted(found)
