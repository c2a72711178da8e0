"""The screens keep every button whole at 100, 150 and 200 percent."""

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QCheckBox, QPushButton

from inspector.model.collection import Environment
from inspector.model.request import Request
from tests.fixtures.screens import OPENING
from tests.fixtures.scripted import reply


def _clipped(page):
    return [
        f"{type(each).__name__} {each.text()}: {each.width()} < {each.sizeHint().width()}"
        for kind in (QPushButton, QCheckBox)
        for each in page.findChildren(kind)
        if each.isVisible()
        and each.text()
        and (
            each.width() < each.sizeHint().width()
            or each.height() < each.minimumSizeHint().height()
        )
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(qtbot, program, percent):
    program.tools.environments.replace(
        (Environment(name="Staging", values={"api": "http://staging"}), Environment(name="Live"))
    )
    program.window.resize(1180, 760)
    program.window.show()
    program.tools.theme.set_percent(percent)
    bad = {}
    for name in OPENING:
        program.tools.actions.run(name)
        page = program.window.area.page(program.tools.tabs.active)
        QApplication.processEvents()
        qtbot.waitUntil(page.isVisible)
        if found := _clipped(page):
            bad[name] = found
    assert not bad


def _scrolls(area):
    return area.isVisible() and area.verticalScrollBar().maximum() > 0


def _nested(page):
    """Return the panes that scroll although they stand in one that does."""
    areas = [each for each in page.findChildren(QAbstractScrollArea) if _scrolls(each)]
    return [
        (type(each).__name__, each.objectName())
        for each in areas
        if any(other is not each and other.isAncestorOf(each) for other in areas)
    ]


def _refused(start, size=(1180, 760), percent=200):
    """Return the driver and the page of a refusal that came in at that size."""
    driver = start()
    driver.window.resize(*size)
    driver.program.tools.theme.set_percent(percent)
    driver.answer(lambda: driver.run("demo"))
    driver.settle()
    return driver, driver.window.area.page(driver.program.tools.tabs.active)


@pytest.mark.parametrize("unfolded", [False, True])
def test_a_page_with_a_refusal_scrolls_as_a_whole_or_not_at_all(start, unfolded):
    driver, page = _refused(start)
    if unfolded:
        driver.run("fold-verdict")
    for size in ((1440, 900), (1180, 760), (1000, 700)):
        for percent in (100, 150, 200):
            driver.window.resize(*size)
            driver.program.tools.theme.set_percent(percent)
            driver.settle()
            driver.qtbot.waitUntil(lambda: not _nested(page))


def test_no_part_of_a_reply_scrolls_in_a_page_that_scrolls(start):
    driver, page = _refused(start)
    tabs = page.response.body.tabs.tabs
    for place in range(tabs.count()):
        if tabs.isTabVisible(place):
            tabs.setCurrentIndex(place)
            driver.settle()
            driver.qtbot.waitUntil(lambda: not _nested(page))
            driver.qtbot.waitUntil(lambda: _scrolls(page.roll))


def test_a_body_of_very_many_lines_goes_on_to_scroll(start, scripted):
    body = b"".join(b"line %d\n" % number for number in range(5000))
    server = scripted([reply("200 OK", "Content-Type: text/plain", body=body)])
    driver = start()
    driver.window.resize(1180, 760)
    driver.program.tools.theme.set_percent(200)
    driver.program.tools.tabs.open_request(Request(url=server.url))
    driver.answer(lambda: driver.run("send"))
    driver.settle()
    page = driver.window.area.page(driver.program.tools.tabs.active)
    lines = page.response.body.tabs.body.lines
    driver.qtbot.waitUntil(lambda: len(lines.rows) == 5000)
    assert page.roll.is_whole
    assert _scrolls(lines)
    assert lines.height() < page.roll.height() * 2


def test_an_answer_that_comes_in_begins_where_it_is_seen(start):
    driver, page = _refused(start)

    def top():
        return page.response.mapTo(page.roll.viewport(), page.response.rect().topLeft()).y()

    driver.qtbot.waitUntil(lambda: abs(top()) <= 4)
    view = page.response.body.tabs.exchange.view
    assert view.verticalScrollBar().maximum() == 0
    assert view.height() > page.roll.height()


def test_a_proof_is_scrolled_to_where_the_page_scrolls(start):
    driver, page = _refused(start)
    view = page.response.body.tabs.exchange.view
    for _ in range(2):
        driver.run("next-evidence")
        flashed = [spot for spot in view.spots() if view.is_flashed(spot.block.blockNumber())]
        assert flashed
        seen = view.viewport().visibleRegion().boundingRect()
        assert any(seen.contains(spot.box.toRect().intersected(seen)) for spot in flashed)
        assert all(spot.box.top() >= seen.top() - 1 for spot in flashed)


def test_where_there_is_room_again_the_exchange_scrolls_by_itself(start):
    driver, page = _refused(start)
    driver.program.tools.theme.set_percent(100)
    driver.window.resize(1440, 700)
    driver.settle()
    driver.qtbot.waitUntil(lambda: not _scrolls(page.roll))
    assert not page.roll.is_whole
    assert _scrolls(page.response.body.tabs.exchange.view)
