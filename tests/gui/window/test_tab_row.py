"""Tabs that don't fit scroll by whole tabs, and all of them are listed."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.tab_area import TabArea
from inspector.model.request import Request


@pytest.fixture
def area(blank_pages, panel_tools, qtbot):
    for number in range(12):
        panel_tools.tabs.open(RequestDocument(Request(name=f"Request number {number}")))
    made = TabArea(panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def _call(tools, place, name):
    tools.tabs.documents[place].current.replace(Request(name=name), "Rename")


def _seen(area):
    """Return the places of the tabs that are seen, each wholly."""
    window = area.tabs.parentWidget()
    clip = window.rect().translated(-area.tabs.pos())
    places = [at for at in range(area.tabs.count()) if clip.intersects(area.tabs.tabRect(at))]
    assert all(clip.contains(area.tabs.tabRect(at)) for at in places)
    return places


def test_only_whole_tabs_are_shown_and_the_active_one_is_among_them(area, panel_tools):
    assert _seen(area)[-1] == 11
    assert len(_seen(area)) < 12
    panel_tools.tabs.activate_index(0)
    assert _seen(area)[0] == 0
    for width in (1440, 1000, 640, 480):
        area.resize(width, 500)
        assert 0 in _seen(area)
    panel_tools.tabs.activate_index(7)
    assert 7 in _seen(area)


def test_the_arrows_and_the_wheel_scroll_and_leave_the_active_tab(area, panel_tools, qtbot):
    active, before = panel_tools.tabs.active, _seen(area)
    assert not area.row.later.isEnabled()
    qtbot.mouseClick(area.row.earlier, Qt.MouseButton.LeftButton)
    assert _seen(area)[0] == before[0] - 1
    turn = QWheelEvent(
        QPointF(20, 20), QPointF(20, 20), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(area.tabs, turn)
    assert _seen(area)[0] == before[0] - 2
    assert panel_tools.tabs.active is active
    for _ in range(12):
        qtbot.mouseClick(area.row.earlier, Qt.MouseButton.LeftButton)
    assert _seen(area)[0] == 0
    assert not area.row.earlier.isEnabled()
    assert area.row.later.isEnabled()


@pytest.mark.parametrize("place", [3, 7, 11])
def test_the_active_tab_stays_in_sight_where_tabs_become_wider(area, panel_tools, place):
    for each in range(12):
        _call(panel_tools, each, "a")
    panel_tools.tabs.activate_index(place)
    for each in range(12):
        _call(panel_tools, each, f"A much longer name, number {each}")
        assert place in _seen(area)


def test_who_scrolled_away_from_the_active_tab_is_not_brought_back(area, panel_tools):
    area.row.scroll_by(-12)
    assert 11 not in _seen(area)
    panel_tools.tabs.active.current.replace(
        Request(name="A much longer name than it was"), "Rename"
    )
    assert _seen(area)[0] == 0
    area.row.scroll_by(12)
    panel_tools.tabs.documents[8].current.replace(Request(name="Longer than it was before"), "X")
    assert 11 in _seen(area)


def test_the_buttons_are_always_clear_of_the_last_tab(area, panel_tools):
    row = area.row
    for width in (1440, 900, 700):
        area.resize(width, 500)
        shown = [each for each in (row.earlier, row.later, row.all, row.add) if each.isVisible()]
        assert len(shown) == 4
        assert shown[0].x() >= area.tabs.parentWidget().width()
        ends = [each.geometry().right() for each in shown]
        assert all(one.x() > end for one, end in zip(shown[1:], ends, strict=False))
        assert ends[-1] < width
    for document in panel_tools.tabs.documents[2:]:
        panel_tools.tabs.close(document)
    assert not row.all.isVisible()
    assert row.add.x() == area.tabs.parentWidget().width() + 4


def test_closing_leaves_no_gap_at_the_end(area, panel_tools):
    for document in panel_tools.tabs.documents[-3:]:
        panel_tools.tabs.close(document)
    seen = _seen(area)
    before = area.tabs.tabRect(seen[0] - 1).width()
    free = area.row.earlier.x() - area.tabs.parentWidget().width()
    assert seen[-1] == 8
    assert free < before + 8


def test_the_list_of_tabs_is_filtered_and_turns_to_one(frame, qtbot):
    window, tabs = frame.window, frame.tools.tabs
    for number in range(12):
        tabs.open(RequestDocument(Request(name=f"Request number {number}")))
    window.show()
    qtbot.mouseClick(window.area.row.all, Qt.MouseButton.LeftButton)
    listed = window.palette_list
    assert listed.edit.accessibleName() == "All tabs, 12"
    assert len(listed.titles()) == 12
    qtbot.keyClicks(listed.edit, "number 4")
    assert listed.titles()[0] == "GET Request number 4"
    qtbot.keyClick(listed.edit, Qt.Key.Key_Return)
    assert tabs.active.title == "Request number 4"
    assert listed.isHidden()


def test_names_tell_tabs_apart_and_tooltips_have_the_address(area, panel_tools):
    for document in panel_tools.tabs.documents[:-1]:
        panel_tools.tabs.close(document)
    for url in (
        "https://api.example.com/v1/orders",
        "https://staging.example.com/v1/orders",
        "https://api.example.com/v1/users/me?key=hunter2hunter2hunter2",
    ):
        panel_tools.tabs.open(RequestDocument(Request(url=url)))
    shown = [area.tabs.tabText(at) for at in range(area.tabs.count())]
    assert shown[1:] == ["api.example.com/v1/orders", "staging.example.com/v1/orders", "users/me"]
    assert area.tabs.tabToolTip(2).endswith("https://staging.example.com/v1/orders")
    assert "hunter2" not in area.tabs.tabToolTip(3)
    panel_tools.tabs.close(panel_tools.tabs.documents[1])
    assert area.tabs.tabText(1) == "orders"
