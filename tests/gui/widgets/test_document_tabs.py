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


def test_tabs_keep_their_natural_width_within_limits(tabs):
    tabs.set_look(0, DocumentLook("x" * 500, "GET", 401))
    assert tabs.tab_width(0) == 200
    assert tabs.tabToolTip(0) == "x" * 500
    tabs.set_look(0, DocumentLook("x"))
    assert tabs.tab_width(0) == 120
    tabs.set_look(0, DocumentLook("List orders", "GET", 401))
    alone = tabs.tab_width(0)
    for number in range(9):
        tabs.set_look(tabs.addTab(""), DocumentLook(f"A longer title, number {number}", "GET", 401))
    tabs.resize(300, tabs.height())
    assert 120 < tabs.tab_width(0) == alone == tabs.tabRect(0).width() < 200


def test_the_tooltip_has_the_address(tabs):
    tabs.set_look(0, DocumentLook("List", "GET", address="https://api.example.com/v1/list"))
    assert tabs.tabToolTip(0) == "List\nhttps://api.example.com/v1/list"


def test_the_cross_stands_on_the_active_and_the_hovered_tab_only(tabs, qtbot):
    def crossed(index):
        picture = tabs.grab().toImage()
        cross = tabs.close_rect(index).center()
        ground = picture.pixelColor(tabs.tabRect(index).left() + 4, cross.y())
        return picture.pixelColor(cross) != ground

    tabs.setCurrentIndex(0)
    qtbot.mouseMove(tabs, tabs.tabRect(0).center())
    assert (crossed(0), crossed(1)) == (True, False)
    qtbot.mouseMove(tabs, tabs.tabRect(1).center())
    assert (crossed(0), crossed(1)) == (True, True)


def test_previews_are_italic(tabs):
    assert tabs._title_font(DocumentLook("x", preview=True)).italic()
    assert not tabs._title_font(DocumentLook("x")).italic()
