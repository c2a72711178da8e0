"""A long value is cut so that what differs stays in sight."""

import pytest

from inspector.gui.compare.windowed import windowed


@pytest.mark.parametrize(
    ("text", "marks", "room", "shown", "marked"),
    [
        ("short", ((1, 2),), 10, "short", "h"),
        ("abcdefghijklmnop", (), 6, "abcde…", ""),
        ("abcdefghijklmnop", ((0, 1),), 6, "abcde…", "a"),
        ("https://api.example.com/a/long/path/v2", ((36, 38),), 12, "…ong/path/v2", "v2"),
    ],
)
def test_the_mark_stays(text, marks, room, shown, marked):
    cut, moved = windowed(text, marks, room)
    assert cut == shown
    assert len(cut) <= room
    assert "".join(cut[start:end] for start, end in moved) == marked


@pytest.mark.parametrize("start", range(0, 100, 7))
def test_any_mark_is_in_sight(start):
    text = "".join(chr(97 + at % 26) for at in range(100))
    cut, moved = windowed(text, ((start, start + 2),), 20)
    assert len(cut) <= 20
    assert "".join(cut[a:b] for a, b in moved) == text[start : start + 2]


def test_the_dots_of_a_mask_give_way_first():
    text = f"Bearer eyJh{'•' * 8}_FXA"
    shown, marks = windowed(text, ((len(text) - 4, len(text)),), 17)
    assert shown == "Bearer eyJh…_FXA"
    assert shown[slice(*marks[0])] == "_FXA"
    assert windowed(text, (), 40) == (text, ())
