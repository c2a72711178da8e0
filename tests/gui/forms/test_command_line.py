"""A command in one line."""

import pytest

from inspector.gui.forms.command_line import joined, parted

COMMANDS = [
    (),
    ("gh", "auth", "token"),
    ("tool", "", "a b", "it's", '"', "'", "''", "a'b\"c", "#x", "$HOME", "{{.Token}}"),
    (r"C:\Program Files\az.cmd", "account"),
    ("tool", "new\nline"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_shown_is_taken_apart_into_the_same(command):
    assert parted(joined(command)) == command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("gh  auth token", ("gh", "auth", "token")),
        ("op read 'op://a b/c'", ("op", "read", "op://a b/c")),
        (r"C:\x\y.exe z", (r"C:\x\y.exe", "z")),
        ("gh 'auth", ("gh", "'auth")),
        ("a | b > c", ("a", "|", "b", ">", "c")),
    ],
)
def test_typed(text, command):
    assert parted(text) == command
