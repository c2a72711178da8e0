"""What both kinds of tabs share: exact widths, keyboard."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.widgets.tab_strip import TabStrip


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
