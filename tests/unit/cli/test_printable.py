"""Nothing that a server sent can move the cursor, recolour or rename the terminal."""

import pytest

from inspector.presentation.bodies.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\rb", "a\\rb"),
        ("\x9b2J", "\\x9b2J"),
        ("user\u202etxt.exe", "user\\u202etxt.exe"),
    ],
)
def test_characters_that_steer_are_spelt_out(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize("text", ["a\tb\nc", "Grüße · ••••", "日本語", ""])
def test_all_others_stay(text):
    assert printable(text) == text
