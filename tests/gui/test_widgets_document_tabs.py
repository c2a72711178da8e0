"""Document tabs: what they show, how they close."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.widgets.document_tabs import DocumentLook, DocumentTabs


@pytest.fixture
def tabs(light, qtbot):
    made = DocumentTabs(light)
    qtbot.addWidget(made)
    for look in (DocumentLook("List & orders", "GET", 401), DocumentLook("Start", icon="house")):
        made.set_look(made.addTab(""), look)
    made.show()
    return made


def test_all_of_it_is_read_aloud(tabs):
    assert tabs.accessibleTabName(0) == "GET List & orders 401"
    tabs.set_look(0, DocumentLook("List", "GET", modified=True))
    assert tabs.accessibleTabName(0) == "GET List not saved"


def test_the_cross_closes_and_does_not_activate(tabs, qtbot):
    cross = tabs.close_rect(1).center()
    with qtbot.waitSignal(tabs.close_asked) as caught:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=cross)
    assert caught.args == [1]
    assert tabs.currentIndex() == 0


def test_the_middle_button_closes(tabs, qtbot):
    with qtbot.waitSignal(tabs.close_asked) as caught:
        qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(1).center())
    assert caught.args == [1]


def test_a_click_activates(tabs, qtbot):
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert tabs.currentIndex() == 1


def test_the_cross_is_a_large_target_inside_its_tab(tabs):
    rect = tabs.close_rect(0)
    assert min(rect.width(), rect.height()) >= 24
    assert tabs.tabRect(0).contains(rect)


def test_long_titles_have_a_limit(tabs):
    tabs.set_look(0, DocumentLook("x" * 500, "GET", 401))
    assert tabs.tab_width(0) < 400
    assert tabs.tabToolTip(0) == "x" * 500


def test_many_tabs_share_the_room(tabs):
    for number in range(6):
        index = tabs.addTab("")
        tabs.set_look(index, DocumentLook(f"A longer title, number {number}", "GET", 401))
    natural = sum(map(tabs.tab_width, range(tabs.count())))
    tabs.set_room(natural - 100)
    assert sum(map(tabs.tab_width, range(tabs.count()))) <= natural - 100
    tabs.set_room(100)
    assert min(map(tabs.tab_width, range(tabs.count()))) >= 100


def test_previews_are_italic(tabs):
    assert tabs._title_font(DocumentLook("x", preview=True)).italic()
    assert not tabs._title_font(DocumentLook("x")).italic()


def test_short_titles_leave_their_room_to_long_ones(tabs):
    tabs.set_look(tabs.addTab(""), DocumentLook("A title that is a good deal longer", "GET", 401))
    short, long = tabs.tab_width(1), tabs.tab_width(2)
    tabs.set_room(tabs.tab_width(0) + short + long - 40)
    assert tabs.tab_width(1) == short
    assert long > tabs.tab_width(2) >= long - 41
