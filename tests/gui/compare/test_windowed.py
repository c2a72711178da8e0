"""A long value is cut so that what differs stays in sight."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from inspector.gui.compare.windowed import marked_text, windowed


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


# ---------------- A value is painted with the characters that differ on a ground of their own
@pytest.fixture
def grounds(light):
    def draw(text, marks):
        image = QImage(200, 24, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        marked_text(painter, light, QRect(0, 0, 200, 24), (text, marks, "err_line"))
        painter.end()
        wanted = light.colour("err_line").rgb()
        return {x for x in range(200) for y in range(24) if image.pixel(x, y) == wanted}

    return draw


def test_only_what_is_marked_has_a_ground(grounds):
    assert not grounds("abcdef", ())
    one, two = grounds("abcdef", ((0, 1),)), grounds("abcdef", ((0, 2),))
    assert max(two) > max(one)


def test_a_mark_far_to_the_right_is_in_sight(grounds):
    assert grounds("x" * 500 + "yz", ((500, 502),))
