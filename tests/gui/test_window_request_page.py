"""The page of a request: panes, notice, marks, and the answer below where it is narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.request_page import RequestPage
from inspector.model.request import Request
from tests.gui.answer_samples import expired


@pytest.fixture
def page(panel_tools, qtbot):
    document = RequestDocument(Request(url="http://x"))
    made = RequestPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def test_the_answer_stands_at_the_right(page):
    assert page.split.orientation() == Qt.Orientation.Horizontal
    assert abs(page.split.first_size() - 348) <= 1


def test_a_narrow_window_has_it_below(page):
    page.resize(900, 700)
    assert page.split.orientation() == Qt.Orientation.Vertical
    page.resize(1100, 700)
    assert page.split.orientation() == Qt.Orientation.Horizontal


def test_it_goes_below_where_the_sidebar_leaves_too_little(panel_tools, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page = RequestPage(RequestDocument(Request(url="http://x")), panel_tools)
    row = QHBoxLayout(window)
    row.addWidget(page)
    window.resize(1300, 700)
    window.show()
    assert page.split.orientation() == Qt.Orientation.Horizontal
    row.setContentsMargins(700, 0, 0, 0)
    qtbot.waitUntil(lambda: page.split.orientation() == Qt.Orientation.Vertical)


def test_large_text_needs_more_room(page, panel_tools):
    panel_tools.theme.set_percent(150)
    assert page.split.orientation() == Qt.Orientation.Vertical
    panel_tools.theme.set_percent(100)
    assert page.split.orientation() == Qt.Orientation.Horizontal


def test_it_scrolls_to_the_answer_where_both_need_more_height(page, panel_tools, qtbot):
    bar = page.roll.verticalScrollBar()
    assert not bar.maximum()
    panel_tools.theme.set_percent(200)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    page._document.attempts.add(expired())
    assert bar.value() > 0
    assert page.response.visibleRegion().boundingRect().height() > 300


def test_it_can_be_chosen_below(page, panel_tools):
    panel_tools.choices.change(response_below=True)
    assert page.split.orientation() == Qt.Orientation.Vertical


def test_a_notice_is_a_line_above(page):
    banner = page._banner
    assert not banner.isVisible()
    page._document.set_notice("Practice server on this computer.")
    assert banner.isVisible()


def test_an_import_shows_the_answer_alone(panel_tools, qtbot):
    page = RequestPage(RequestDocument(kind="reply"), panel_tools)
    qtbot.addWidget(page)
    assert page.split.count() == 1
    assert isinstance(page.split.widget(0), ResponsePane)
