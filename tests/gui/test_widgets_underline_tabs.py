"""Pane tabs: counts, pins and warnings are seen and read aloud."""

import pytest

from inspector.gui.widgets.underline_tabs import TabMark, UnderlineTabs


@pytest.fixture
def tabs(light, qtbot):
    made = UnderlineTabs(light, "Response")
    qtbot.addWidget(made)
    for name in ("Exchange", "Timeline"):
        made.addTab(name)
    made.show()
    return made


def test_marks_make_a_tab_wider_and_are_said(tabs):
    before = tabs.tab_width(1)
    tabs.set_mark(1, TabMark(badge=3))
    assert tabs.tab_width(1) > before
    assert tabs.accessibleTabName(1) == "Timeline, 3 entries"
    tabs.set_mark(1, TabMark(badge=1, pin=2, wrong=True))
    assert tabs.accessibleTabName(1) == "Timeline, 1 entry, evidence 2, needs attention"


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
