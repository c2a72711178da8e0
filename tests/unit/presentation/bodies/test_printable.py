"""Recorded bytes are shown one sign a character, and nothing hides or turns text round."""

import pytest

from inspector.model.message import latin1
from inspector.presentation.bodies.printable import column, shown, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\tb\r\n", "a␉b␍␊"),
        ("\x7f", "␡"),
        ("a\u202eb\u2066", "a\ufffdb\ufffd"),
        ("a\u2028b", "a\ufffdb"),
        ("\x85", "\ufffd"),
        ("é€", "é€"),
    ],
)
def test_every_character_has_a_sign(text, expected):
    assert visible(text) == expected
    assert len(visible(text)) == len(text)


def test_valid_utf8_is_read_and_other_bytes_stay_latin1():
    assert shown(latin1("Grüße")) == "Grüße"
    assert shown("Gr\xfc") == "Grü"


@pytest.mark.parametrize(
    ("recorded", "byte", "expected"),
    [("abc", 2, 2), (latin1("üx"), 2, 1), (latin1("üx"), 3, 2), ("\xfcx", 1, 1), ("abc", 99, 3)],
)
def test_a_byte_finds_its_column(recorded, byte, expected):
    assert column(recorded, byte) == expected
