"""What looks back stays whole at 100, 150 and 200 percent: buttons, boxes and words."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QScrollArea, QWidget

from tests.fixtures.looking_back import OTHERS, STATES, show


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.answer(lambda: made.run("apply-fix"))
    return made


def _shown(window):
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def _named(each):
    names = []
    while each is not None and len(names) < 5:
        names.append(type(each).__name__)
        each = each.parentWidget()
    return " < ".join(names)


def _cut(window):
    for each in _shown(window):
        if isinstance(each, QPushButton | QCheckBox | QRadioButton) and each.text():
            wanted = each.minimumSizeHint().expandedTo(each.sizeHint())
            seen = each.visibleRegion().boundingRect()  # empty: scrolled out of sight
            small = each.width() < wanted.width() - 1 or each.height() < wanted.height() - 1
            if small or 0 < seen.width() < each.width():
                yield f"{each.text()!r} in {_named(each)}"
        elif isinstance(each, QLabel) and each.text() and _is_cut(each):
            yield f"{each.text()!r} in {_named(each)}: {each.size()}"
        elif isinstance(each, QScrollArea) and _is_cut_sideways(each):
            yield f"{_named(each)}: {each.widget().width()} of {each.viewport().width()}"


def _is_cut_sideways(area):
    """Whether a pane that scrolls down only holds more than it is wide."""
    never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return never and area.widget().width() > area.viewport().width()


def _is_cut(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def _cut_for_good(driver):
    """Return what is cut still when every pane has its room; scroll bars take theirs late."""
    with contextlib.suppress(driver.qtbot.TimeoutError):
        driver.qtbot.waitUntil(lambda: not list(_cut(driver.window)))
    return list(_cut(driver.window))


def _at_every_size(driver, sizes=((1440, 900), (1180, 760))):
    """Return what is cut, with the percentage and the size of the window."""
    cut = {}
    for percent in (100, 150, 200):
        driver.program.tools.theme.set_percent(percent)
        for size in sizes:
            driver.window.resize(*size)
            driver.settle()
            cut[percent, size] = _cut_for_good(driver)
    return {where: found for where, found in cut.items() if found}


def _icons(window):
    """Return the icons that stand in labels, and how wide each is."""
    labels = (each for each in _shown(window) if isinstance(each, QLabel))
    return {each: each.pixmap().deviceIndependentSize().width() for each in labels if each.pixmap()}


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_and_icons_grow_with_the_text(driver, state, tmp_path):
    show(driver, state, tmp_path)
    usual = _icons(driver.window)
    assert not _at_every_size(driver)
    large = _icons(driver.window)  # the sizes end with the largest
    for icon in usual.keys() & large.keys():
        assert large[icon] >= 2 * usual[icon], _named(icon)


def test_nothing_of_the_other_screens_is_cut(driver):
    driver.tab.attempts.select(0)
    cut = {"a refusal": _at_every_size(driver)}
    for command in OTHERS:
        driver.run(command)
        driver.settle()
        cut[command] = _at_every_size(driver)
    assert not {command: found for command, found in cut.items() if found}


def test_what_is_cut_is_found(driver):
    driver.run("show-history")
    driver.settle()
    button = next(each for each in _shown(driver.window) if isinstance(each, QPushButton))
    button.setText("Words that have no room here")
    button.setMaximumWidth(40)
    driver.settle()
    assert any("no room" in line for line in _cut(driver.window))
