"""What looks back stays whole at 100, 150 and 200 percent: buttons, boxes and words."""

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

SCREENS = ("show-history", "show-tokens", "inspect-token", "compare-previous", "credential-matrix")
LINE = (
    '203.0.113.9 - ada [04/Mar/2026:12:00:{second:02} +0000] "GET /v1 HTTP/1.1" 401 12 "-" "c/8"\n'
)


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


def _is_cut(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def _at_every_size(driver, sizes=((1440, 900), (1180, 760))):
    """Return what is cut, with the percentage and the size of the window."""
    cut = {}
    for percent in (100, 150, 200):
        driver.program.tools.theme.set_percent(percent)
        for size in sizes:
            driver.window.resize(*size)
            driver.settle()
            cut[percent, size] = list(_cut(driver.window))
    return {where: found for where, found in cut.items() if found}


@pytest.mark.parametrize("command", SCREENS)
def test_nothing_is_cut(driver, command):
    driver.run(command)
    driver.settle()
    assert not _at_every_size(driver)


def test_nothing_of_a_log_is_cut(driver, tmp_path):
    path = tmp_path / "access.log"
    path.write_text("".join(LINE.format(second=second) for second in range(30)))
    driver.window.opening.open_files([path])
    tabs = driver.program.tools.tabs
    driver.qtbot.waitUntil(lambda: tabs.active.kind == "log", timeout=5000)
    driver.qtbot.waitUntil(lambda: not tabs.active.running, timeout=5000)
    assert not _at_every_size(driver)
    driver.run("keep-in-history")
    assert not _at_every_size(driver)


def test_nothing_of_a_matrix_that_asks_is_cut(driver):
    asked = msgspec.structs.replace(driver.tab.current.value, name="Delete", method="DELETE")
    driver.program.tools.tabs.open_request(asked)
    driver.run("credential-matrix")
    page = driver.window.area.page(driver.program.tools.tabs.active)
    for card in (page.choice.requests, page.choice.credentials):
        card.list.tick(frozenset(range(card.list.count())))
    page.choice.more.click()
    driver.settle()
    assert page.consent.isVisible()
    assert not _at_every_size(driver)


def test_what_is_cut_is_found(driver):
    driver.run("show-history")
    driver.settle()
    button = next(each for each in _shown(driver.window) if isinstance(each, QPushButton))
    button.setText("Words that have no room here")
    button.setMaximumWidth(40)
    driver.settle()
    assert any("no room" in line for line in _cut(driver.window))
