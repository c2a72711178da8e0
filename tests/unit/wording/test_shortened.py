"""The beginning of an endless text, marked as such."""

from inspector.wording.shortened import MOST, shortened


def test_what_fits_stays():
    assert shortened("a" * MOST) == "a" * MOST


def test_of_more_the_beginning_stays():
    assert shortened("a" * MOST + "b") == "a" * MOST + "…"
    assert shortened("abcd", 3) == "abc…"
