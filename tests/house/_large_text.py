"""What is shown stays whole at 100, 150 and 200 percent, and icons grow with the words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QScrollArea

from tests.house._shown import line_of, shown

_TURNS = 50


def problems(driver, _state):
    """Return what is cut, with the percentage and the size of the window, and small icons."""
    usual = _icons(driver.window)
    found = [f"{where}: {each}" for where, cut in at_every_size(driver).items() for each in cut]
    large = _icons(driver.window)  # the sizes end with the largest
    return found + [
        f"icon of {usual[icon]} px, {large[icon]} at 200 %: {line_of(icon)}"
        for icon in usual.keys() & large.keys()
        if large[icon] < 2 * usual[icon]
    ]


def at_every_size(driver, sizes=((1440, 900), (1180, 760))):
    """Return what is cut, by the percentage and the size of the window."""
    found = {}
    for percent in (100, 150, 200):
        driver.program.tools.theme.set_percent(percent)
        for size in sizes:
            driver.window.resize(*size)
            driver.settle()
            found[percent, size] = _cut_for_good(driver)
    return {where: cut for where, cut in found.items() if cut}


def _cut_for_good(driver):
    """Return what is cut still when every pane has its room; scroll bars take theirs late."""
    for _ in range(_TURNS):
        if not (found := list(cut(driver.window))):
            break
        driver.qtbot.wait(10)
    return found


def cut(window):
    yield from cut_buttons(window)
    for each in shown(window):
        if isinstance(each, QLabel) and each.text() and _is_cut(each):
            yield f"{each.text()!r} in {line_of(each)}: {each.size()}"
        elif isinstance(each, QScrollArea) and _is_cut_sideways(each):
            yield f"{line_of(each)}: {each.widget().width()} of {each.viewport().width()}"


def cut_buttons(window):
    for each in shown(window):
        if isinstance(each, QPushButton | QCheckBox | QRadioButton) and each.text():
            wanted = each.minimumSizeHint().expandedTo(each.sizeHint())
            seen = each.visibleRegion().boundingRect()  # empty: scrolled out of sight
            small = each.width() < wanted.width() - 1 or each.height() < wanted.height() - 1
            if small or 0 < seen.width() < each.width():
                yield f"{each.text()!r}: {seen}, {each.size()} of {wanted} in {line_of(each)}"


def _is_cut_sideways(area):
    """Whether a pane that scrolls down only holds more than it is wide."""
    never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return never and area.widget().width() > area.viewport().width()


def _is_cut(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def _icons(window):
    """Return the icons that stand in labels, and how wide each is."""
    labels = shown(window, QLabel)
    return {each: each.pixmap().deviceIndependentSize().width() for each in labels if each.pixmap()}
