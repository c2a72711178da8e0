"""The menu bar lists every command, and greys what can't be done."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar

from inspector.gui.screens.commands import commands
from inspector.gui.window.view_commands import build_menus, entries


@pytest.fixture
def bar(panel_tools, qtbot):
    made = QMenuBar()
    qtbot.addWidget(made)
    build_menus(made, panel_tools.actions, panel_tools.theme)
    return made


def test_every_command_is_listed(bar):
    listed = [text for menu in bar.findChildren(QMenu) for text in entries(menu) if text]
    assert sorted(listed) == sorted(command.text for command in commands())


def test_separators_stand_before_what_is_apart(bar):
    apart = {
        after.text()
        for menu in bar.findChildren(QMenu)
        for before, after in pairwise(menu.actions())
        if before.isSeparator()
    }
    assert apart == {command.text for command in commands() if command.apart}


def test_opening_a_menu_looks_again_what_can_be_done(bar, panel_tools):
    ready = []
    panel_tools.actions.provide("save", lambda _: None, when=lambda: bool(ready))
    ready.append(1)
    bar.findChild(QMenu, "menu_file").aboutToShow.emit()
    assert panel_tools.actions.action("save").isEnabled()


def test_icons_follow_the_theme(bar, panel_tools):
    action = panel_tools.actions.action("send")
    assert action.icon().isNull()
    menu = bar.findChild(QMenu, "menu_request")
    menu.aboutToShow.emit()
    before = action.icon().cacheKey()
    panel_tools.theme.set_mode("dark")
    menu.aboutToShow.emit()
    assert action.icon().cacheKey() != before
