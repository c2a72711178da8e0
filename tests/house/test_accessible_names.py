"""Every control has a name for screen readers, and no button is clipped at any font size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

SCREENS = ("environments", "settings", "mocklab", "guide", "shortcuts", "about", "log", "start")


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
        if isinstance(each, QPushButton) and each.text():
            wanted = each.minimumSizeHint().expandedTo(each.sizeHint())
            if each.width() < wanted.width() - 1 or each.height() < wanted.height() - 1:
                yield f"{each.text()!r}: {each.size()} of {wanted} in {_line_of(each)}"


def _each_screen(driver):
    yield "request"
    for name in SCREENS:
        driver.run(name)
        QApplication.processEvents()
        yield name


def test_every_control_has_a_name(driver):
    bad = {
        screen: found for screen in _each_screen(driver) if (found := list(_unnamed(driver.window)))
    }
    assert not bad


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(driver, percent):
    driver.program.tools.theme.set_percent(percent)
    QApplication.processEvents()
    bad = {
        screen: found for screen in _each_screen(driver) if (found := list(_clipped(driver.window)))
    }
    assert not bad
