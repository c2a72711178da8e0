"""The words that begin an Authorization value."""

from inspector.protocol.scheme_words import KNOWN_SCHEMES


def test_registered_ones_and_those_of_products_are_known():
    assert {"basic", "bearer", "digest", "goog4-rsa-sha256", "sharedkey"} <= KNOWN_SCHEMES


def test_they_are_in_small_letters_and_no_values():
    assert all(word == word.lower() and len(word) < 24 for word in KNOWN_SCHEMES)
