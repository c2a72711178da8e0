"""A long line of code is broken where it reads well, nothing of it lost, its marks in place."""

import random

import pytest

from inspector.gui.compare.line_delegate import MOST, wrapped


def _texts(text, room):
    return [piece for piece, _marks in wrapped(text, (), room)]


def test_a_short_line_is_one_piece():
    assert wrapped('  "a": 1', ((7, 8),), 20) == (('  "a": 1', ((7, 8),)),)
    assert wrapped("", (), 20) == (("", ()),)


def test_it_breaks_after_a_blank_and_hangs_in():
    line = '  "error": "the_token_expired",'
    assert _texts(line, 28) == ['  "error": ', '    "the_token_expired",']
    assert _texts(line, 24) == ['  "error": ', '  "the_token_expired",']


def test_a_value_that_fits_into_the_next_piece_is_not_broken():
    assert _texts('"exp": 1795606400,', 16) == ['"exp": ', "1795606400,"]
    assert _texts('"exp": 17956064001795606400', 16)[0] == '"exp": 179560640'


def test_a_comma_stays_with_its_value():
    assert _texts('"a": "0123456789",', 17) == ['"a": "0123456789",']


def test_without_a_blank_it_breaks_where_it_is_full():
    assert _texts("abcdefghijklmno", 10) == ["abcdefghij", "klmno"]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_and_marks_stay_on_their_characters(seed):
    chance = random.Random(seed)
    text = "  x" + "".join(chance.choice("abc  ") for _ in range(chance.randrange(1, 60))) + "."
    room = chance.choice([20, 30])
    start = chance.randrange(2, len(text))
    pieces = wrapped(text, ((start, start + 5),), room)
    assert all(len(piece) <= room for piece, _marks in pieces)
    marked = "".join(piece[a:b] for piece, marks in pieces for a, b in marks)
    assert marked == text[start : start + 5]
    first, *others = [piece for piece, _marks in pieces]
    assert first + "".join(piece[4 if room == 30 else 2 :] for piece in others) == text


def test_of_a_very_long_line_what_differs_is_shown():
    text = '  "note": "' + "x" * 500 + "DIFFERS" + "y" * 500
    at = text.index("DIFFERS")
    pieces = wrapped(text, ((at, at + 7),), 20)
    assert len(pieces) <= MOST
    assert "".join(piece[a:b] for piece, marks in pieces for a, b in marks) == "DIFFERS"


@pytest.mark.parametrize("room", [1, 2, 3, 7])
def test_hardly_any_room_is_no_trouble(room):
    assert wrapped(" " * 30 + '"deep": 1', ((32, 34),), room)
