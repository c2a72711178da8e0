"""A text is read without what parts its letters, and each range has its way back."""

import pytest

from inspector.protocol.masking.pieces import Pieces, together


def test_only_letters_and_digits_stay_together():
    assert together("aB3x-9Kq2_Zt7m.Lp4R") == "aB3x9Kq2Zt7mLp4R"
    assert together("-_.") == ""


@pytest.mark.parametrize(
    ("parted", "text"),
    [
        ("aB3x-9Kq2", "aB3x9Kq2"),
        ('"aB3x"+"9Kq2"', "aB3x9Kq2"),
        ("<b>aB3x</b><i class='c'>9Kq2</i>", "aB3x9Kq2"),
        ("aB3x<!-- a mark -->9Kq2", "aB3x9Kq2"),
        ("<![CDATA[aB3x]]><![CDATA[9Kq2]]>", "aB3x9Kq2"),
        ("a<3", "a3"),
        ("", ""),
        ("---", ""),
    ],
)
def test_what_parts_letters_is_left_out(parted, text):
    assert Pieces(parted).text == text


def test_a_range_stands_where_its_first_and_last_letter_do():
    parted = "say <b>aB3x</b>-<b>9Kq2</b>!"
    pieces = Pieces(parted)
    start = pieces.text.index("aB3x9Kq2")
    assert parted[slice(*pieces.source(start, start + 8))] == "aB3x</b>-<b>9Kq2"
    assert parted[slice(*pieces.source(start + 4, start + 8))] == "9Kq2"
    assert parted[slice(*pieces.source(start, start + 1))] == "a"
