"""Pasted secrets: line breaks, blanks, quotes, invisible characters."""

import pytest

from inspector.authenticate.typed import checks


@pytest.mark.parametrize(
    ("secret", "kinds"),
    [
        ("fine", []),
        ("two words", []),
        ("", []),
        ("x\n", ["line-break"]),
        ("x\r\n", ["line-break"]),
        (" x", ["outer-blank"]),
        ('"x"', ["quotes"]),
        ("\u201cx\u201d", ["quotes"]),
        ('"', []),
        ("x\u200by", ["invisible"]),
        ("\ufeffx", ["invisible"]),
        ("' x'\n", ["line-break", "quotes"]),
    ],
)
def test_what_is_found(secret, kinds):
    assert [each.kind for each in checks("token", secret)] == kinds
