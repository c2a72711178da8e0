"""No command is dead, none shares its keys with another, and the fixed names are there."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QWidget

from inspector.gui.screens.commands import commands

NAMES = (
    "url_edit",
    "send_button",
    "auth_type",
    "status_pill",
    "verdict_title",
    "evidence_1",
    "fix_primary",
    "causes_list",
    "exchange_view",
)
# These wait for a state of their own: a focused secret, a running send, another tab or answer.
ELSEWHERE = {
    "open-story",
    "reveal",
    "stop",
    "reopen-tab",
    "older",
    "newer",
    "undo",
    "redo",
    "find",
    "undo-fix",
    "compare-previous",
    "keep-in-history",
    "import-recorded",
    "renew-token",
    "show-token",
    "log-out-token",
    "forget-token",
    "register-client",
    "try-kept-token",
    "withdraw-client",
}


@pytest.fixture
def solved(start):
    """The window with the first demo diagnosed."""
    driver = start()
    driver.answer(lambda: driver.run("demo"))
    actions = driver.program.tools.actions
    # What there is to try is worked out beside the window, and may come after the answer.
    driver.qtbot.waitUntil(lambda: actions.can_run("save") and actions.can_run("run-experiments"))
    return driver


def test_every_command_is_provided_and_can_be_run(solved):
    actions = solved.program.tools.actions
    assert not [name for name in actions.commands if not actions._providers[name]]
    idle = {name for name in actions.commands if not actions.can_run(name)}
    assert {name for name in idle if not name.startswith("tab-")} <= ELSEWHERE


def test_no_two_commands_share_their_keys():
    used = Counter(key for command in commands() for key in command.keys)
    assert not [key for key, count in used.items() if count > 1]


def test_every_command_is_in_a_menu(solved):
    shown = set()
    for menu in solved.window.menuBar().actions():
        shown |= {action.objectName() for action in menu.menu().actions()}
        for inner in menu.menu().actions():
            if inner.menu():
                shown |= {action.objectName() for action in inner.menu().actions()}
    listed = {command.id for command in commands() if command.menu}
    assert listed <= shown
    assert len(listed) > 0.8 * len(commands())


def test_the_fixed_object_names_are_there(solved):
    found = {each.objectName() for each in solved.window.findChildren(QWidget) if each.isVisible()}
    assert not [name for name in NAMES if name not in found]
    solved.run("palette")
    assert "palette_edit" in {
        each.objectName() for each in solved.window.findChildren(QWidget) if each.isVisible()
    }
