"""The commands: declared once, reachable, no shortcut twice."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from inspector.gui.screens.commands import commands, menu_titles


def shortcuts(mac):
    for command in commands():
        keys = command.mac if mac and command.mac else command.keys
        for key in keys:
            yield QKeySequence(key).toString(), command.id


@pytest.mark.parametrize("mac", [False, True], ids=["others", "mac"])
def test_no_shortcut_is_given_twice(mac):
    counted = Counter(key for key, _command in shortcuts(mac))
    assert [key for key, times in counted.items() if times > 1] == []


def test_every_shortcut_is_understood():
    for key, command in (*shortcuts(mac=False), *shortcuts(mac=True)):
        assert key, command


def test_ids_are_unique_and_every_command_is_in_a_menu():
    counted = Counter(command.id for command in commands())
    assert max(counted.values()) == 1
    assert {command.menu for command in commands()} == set(menu_titles())


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("send", "Ctrl+Return"),
        ("stop", "Esc"),
        ("palette", "Ctrl+K"),
        ("focus-url", "Ctrl+L"),
        ("apply-fix", "Alt+Return"),
        ("next-evidence", "F8"),
        ("older", "Alt+Left"),
        ("export", "Ctrl+Shift+S"),
        ("paste-anything", "Ctrl+Shift+V"),
        ("reveal", "Ctrl+Shift+H"),
        ("shortcuts", "Ctrl+/"),
    ],
)
def test_the_agreed_keys(command, key):
    assert key in {each.id: each.keys for each in commands()}[command]


def test_menu_texts_have_one_mnemonic_each():
    letters = [title[title.index("&") + 1].lower() for title in menu_titles().values()]
    assert len(set(letters)) == len(letters)
