"""Characters that nobody sees are found, named and taken out."""

import pytest

from inspector.protocol.unseen import name_of_replaced, name_of_unseen, without_unseen


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a–b", "– U+2013 EN DASH"),
        ("a’b", "’ U+2019 RIGHT SINGLE QUOTATION MARK"),
        ("a\u00a0b", "U+00A0 NO-BREAK SPACE"),  # a blank shows nothing by itself
        ("a\u3000b", "U+3000 IDEOGRAPHIC SPACE"),
        ("a-b c", ""),
        ("äé 日本", ""),
    ],
)
def test_what_stands_for_a_sign_of_ascii(text, name):
    assert name_of_replaced(text) == name


@pytest.mark.parametrize("text", ["", "ab", "a b\t", "äé", "日本", "a–b"])
def test_the_seen(text):
    assert name_of_unseen(text) == ""
    assert without_unseen(text) == text
