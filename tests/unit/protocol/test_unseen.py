"""Characters that nobody sees are found, named and taken out."""

import pytest

from inspector.protocol.unseen import name_of_unseen, without_unseen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\u200bb", "U+200B ZERO WIDTH SPACE"),
        ("\ufeffab", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("ab\u00ad", "U+00AD SOFT HYPHEN"),
        ("a\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\U000e0041b", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_the_unseen(text, name):
    assert name_of_unseen(text) == name
    assert without_unseen(text) == "ab"


@pytest.mark.parametrize("text", ["", "ab", "a b\t", "äé", "日本", "a–b"])
def test_the_seen(text):
    assert name_of_unseen(text) == ""
    assert without_unseen(text) == text
