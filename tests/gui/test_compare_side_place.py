"""The side stands beside the lines; where both have no room, in their place and on demand."""

import pytest
from PySide6.QtWidgets import QWidget

from inspector.gui.compare.compare_page import SidePlace
from inspector.gui.compare.side_panel import CHANGES, EXPERIMENTS, SidePanel
from inspector.gui.widgets.buttons import Button


@pytest.fixture
def shown(panel_tools, compared, light, qtbot):
    whole = QWidget()
    lines, side, button = QWidget(whole), SidePanel(compared, panel_tools), Button(light, "Aside")
    button.setCheckable(True)
    for each in (side, button):
        each.setParent(whole)
    qtbot.addWidget(whole)
    whole.show()
    place = SidePlace(lines, side, button, panel_tools)
    button.toggled.connect(place.show)
    place.whole, place.parts = whole, (lines, side, button)
    return place


def _visible(shown):
    return [each.isVisible() for each in shown.parts]


def test_with_room_both_are_shown_and_there_is_nothing_to_switch(shown):
    shown.share(1300, enough=True)
    assert _visible(shown) == [True, True, False]
    wide = shown.parts[1].width()
    shown.share(1100, enough=True)
    assert shown.parts[1].width() < wide


def test_without_room_the_switch_shows_one_or_the_other(shown):
    shown.share(900, enough=True)
    assert _visible(shown) == [True, False, True]
    shown.parts[2].click()
    assert _visible(shown) == [False, True, True]


def test_with_nothing_to_compare_nothing_is_shown(shown):
    shown.share(1300, enough=False)
    assert _visible(shown) == [False, False, False]


class _Trial(QWidget):
    """Experiments that are run by their command while they are shown."""

    def __init__(self, tools, side):
        super().__init__(side)
        self.ran = []
        self.show()
        tools.actions.provide("run-experiments", self.ran.append, self)
        tools.actions.provide("apply-fix", self.ran.append, self)


@pytest.mark.parametrize(("command", "ran"), [("run-experiments", [7]), ("apply-fix", [])])
def test_keys_bring_it_forward_and_only_run_what_reads(shown, panel_tools, command, ran):
    side = shown.parts[1]
    side.trial = trial = _Trial(panel_tools, side)
    shown.provide(shown.whole)
    side.tabs.setCurrentIndex(CHANGES)
    shown.share(900, enough=True)
    panel_tools.actions.run(command, 7)
    assert side.isVisible()
    assert side.tabs.currentIndex() == EXPERIMENTS
    assert trial.ran == ran
    side.trial = None
