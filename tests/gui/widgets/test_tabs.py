"""What both kinds of tabs share: exact widths, keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets.tabs import LatePages, TabMark, TabStrip, UnderlineTabs


@pytest.fixture
def strip(light, qtbot):
    made = TabStrip(light, 36)
    qtbot.addWidget(made)
    for name in ("Exchange", "Body", "Raw"):
        made.addTab(name)
    made.show()
    return made


def test_tabs_are_as_wide_as_they_say(strip):
    for index in range(strip.count()):
        assert strip.tabRect(index).width() == strip.tab_width(index)
    assert strip.sizeHint().width() == sum(map(strip.tab_width, range(3)))


def test_arrow_keys_walk(strip, qtbot):
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.currentIndex() == 1


def test_it_grows_with_the_text(strip, light):
    light.set_percent(200)
    assert strip.sizeHint().height() == 72
    assert strip.tabRect(0).height() == 72


def test_what_is_kept_moves_with_its_tab_and_goes_with_it(strip):
    strip.setMovable(True)
    strip.set_kept(0, "first")
    strip.set_kept(2, "last")
    strip.moveTab(2, 0)
    assert [strip.kept(index) for index in range(3)] == ["last", "first", None]
    assert all(type(strip.tabData(index)) in {int, type(None)} for index in range(3))
    strip.removeTab(0)
    assert [strip.kept(index) for index in range(2)] == ["first", None]
    strip.set_kept(1, "new")
    assert [strip.kept(index) for index in range(2)] == ["first", "new"]


# ---------------- Pane tabs: counts, pins and warnings are seen and read aloud
@pytest.fixture
def tabs(light, qtbot):
    made = UnderlineTabs(light, "Response")
    qtbot.addWidget(made)
    for name in ("Exchange", "Timeline"):
        made.addTab(name)
    made.show()
    return made


def test_marks_make_a_tab_wider_and_are_said(tabs):
    tabs.resize(600, tabs.height())
    before = tabs.tab_width(1)
    tabs.set_mark(1, TabMark(badge=3))
    assert tabs.tab_width(1) > before
    assert tabs.accessibleTabName(1) == "Timeline, 3 entries"
    tabs.set_mark(1, TabMark(badge=1, pin=2, wrong=True))
    assert tabs.accessibleTabName(1) == "Timeline, 1 entry, evidence 2, needs attention"


def test_where_there_is_no_room_counts_go_and_warnings_stay(tabs):
    tabs.set_mark(0, TabMark(badge=12))
    tabs.set_mark(1, TabMark(badge=1, wrong=True))
    whole = tabs.sizeHint().width()
    tabs.resize(whole - 2, tabs.height())  # closer together they all fit
    closer = sum(map(tabs.tab_width, range(2)))
    tabs.resize(closer - 1, tabs.height())
    assert sum(map(tabs.tab_width, range(2))) < closer
    tabs.set_mark(1, TabMark(badge=1))
    tabs.set_mark(0, TabMark())
    tabs.resize(whole, tabs.height())
    assert sum(map(tabs.tab_width, range(2))) == tabs.sizeHint().width()


def test_the_active_tab_has_its_line(tabs, light):
    image = tabs.grab().toImage()
    accent = light.colour("accent").name()
    bottom = image.height() - 1
    first, second = tabs.tabRect(0).center().x(), tabs.tabRect(1).center().x()
    assert image.pixelColor(first, bottom).name() == accent
    assert image.pixelColor(second, bottom).name() != accent


def test_tabs_without_marks_have_empty_ones(tabs):
    assert tabs.mark(0) == TabMark()


def test_tabs_move_together_where_they_do_not_fit(light, qtbot):
    bar = UnderlineTabs(light, "Parts")
    qtbot.addWidget(bar)
    for word in ("Auth", "Params", "Headers", "Body"):
        bar.addTab(word)
    bar.show()
    wanted = bar.sizeHint().width()
    bar.resize(wanted, 36)
    wide = bar.tabRect(3).right()
    bar.resize(wanted - 30, 36)
    assert bar.tabRect(3).right() < wanted - 30 < wide
    assert bar.sizeHint().width() == wanted
    bar.resize(wanted, 36)
    assert bar.tabRect(3).right() == wide


def test_late_pages_are_made_once_when_they_are_asked_for(qtbot):
    made = []

    def page(name):
        made.append(name)
        return QWidget()

    pages = LatePages({name: lambda name=name: page(name) for name in ("first", "second")})
    qtbot.addWidget(pages)
    assert not made
    assert pages.shown is None
    second = pages.turn_to("second")
    assert pages.shown == "second"
    assert pages.page("first") is not second
    assert pages.shown == "second"
    assert pages.turn_to("second") is second
    assert made == ["second", "first"]
