"""The page of a log tab: from reading to tables, by keyboard, at every size of text."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.logs.log_page import LogPage
from tests.fixtures import log_samples


@pytest.fixture
def page(qtbot, panel_tools, tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.guessing()))
    document = LogDocument((path,))
    made = LogPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    document.read(panel_tools.background)
    qtbot.waitUntil(lambda: not document.running, timeout=20_000)
    return made


def test_while_it_reads_there_is_stop(qtbot, panel_tools, tmp_path):
    document = LogDocument((tmp_path / "none.log",))
    made = LogPage(document, panel_tools)
    qtbot.addWidget(made)
    made.show()
    document.read(panel_tools.background)
    assert made.reading.stop.isVisible()
    qtbot.waitUntil(lambda: not document.running, timeout=20_000)
    assert (
        "There is no file" in made.reading.more.text() or "No such file" in made.reading.more.text()
    )
    assert made.reading.again.isVisible()
    assert not made.again.isVisible()


def test_it_shows_head_chart_and_tables(page):
    assert "user names and passwords" in page.head.headline.text()
    assert page.chart.isVisible()
    assert "unusually many" in page.chart_words.text()
    assert [page.tabs.tabText(i) for i in range(page.tabs.count())][:3] == [
        "Signs",
        "Paths",
        "Clients",
    ]


def test_tabs_change_the_table_and_the_filter_its_rows(qtbot, page):
    page.tabs.setCurrentIndex(2)
    before = page.table.rows
    assert page.counted.text() == f"{before} of {before} rows"
    qtbot.keyClicks(page.filter, "203.0.113.1")
    assert page.table.rows == 1
    assert page.counted.text() == f"1 of {before} rows"


def test_the_refused_lines_can_be_kept_those_that_fit_the_filter(qtbot, page, panel_tools):
    assert page.keep.isVisible()
    assert page.keeping.isHidden()
    page.filter.setText("203.0.113.1 login")
    panel_tools.actions.run("keep-in-history")
    assert page.keeping.isVisible()
    assert page._document.keeping.words == ("203.0.113.1", "login")
    page._document.keeping.dismiss()
    page.keep.click()
    assert page.keeping.isVisible()


def test_the_summary_is_copied(page):
    page.copy.click()
    assert page.head.headline.text() in QApplication.clipboard().text()


def test_reading_again_keeps_the_page(qtbot, page):
    page.again.click()
    assert page.reading.isVisible()
    qtbot.waitUntil(lambda: not page._document.running, timeout=20_000)
    assert page.head.isVisible()


def test_every_control_has_a_name(page):
    for each in page.findChildren(QWidget):
        if each.isVisible() and each.focusPolicy().value & 1 and each.isEnabled():
            named = each.accessibleName() or (isinstance(each, QAbstractButton) and each.text())
            assert named or each.objectName().startswith("qt_"), each


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(qtbot, page, panel_tools, percent):
    panel_tools.theme.set_percent(percent)
    page.resize(720, 600)
    qtbot.wait(20)
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert each.width() >= each.sizeHint().width() - 1, each.text()
            seen = each.visibleRegion().boundingRect().width()
            assert seen in {0, each.width()}, each.text()
