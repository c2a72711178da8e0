"""Search in bytes: every match, forward and back, round the end."""

from inspector.presentation.bodies.body_rows import Matches


def test_matches_whatever_the_letter_case():
    assert Matches(b"Token TOKEN token", "token", 10).starts == [0, 6, 12]


def test_next_and_previous_go_round():
    found = Matches(b"a..a..a", "a", 10)
    assert [found.next(byte) for byte in (0, 1, 6, 7)] == [0, 3, 6, 0]
    assert [found.previous(byte) for byte in (6, 3, 0)] == [3, 0, 6]


def test_nothing_to_find():
    assert Matches(b"abc", "x", 10).next(0) is None
    assert Matches(b"abc", "", 10).previous(0) is None


def test_no_more_than_asked_for_are_kept():
    assert len(Matches(b"a" * 100, "a", 5).starts) == 5


def test_text_beyond_ascii_is_found():
    assert Matches("x größe".encode(), "größe", 10).starts == [2]
