"""The words that begin an Authorization value."""

import pytest

from inspector.protocol.scheme_words import (
    KNOWN_SCHEMES,
    doubled_word,
    repeated_word,
    split_scheme,
    without_words,
)


def test_registered_ones_and_those_of_products_are_known():
    assert {"basic", "bearer", "digest", "goog4-rsa-sha256", "sharedkey"} <= KNOWN_SCHEMES


def test_they_are_in_small_letters_and_no_values():
    assert all(word == word.lower() and len(word) < 24 for word in KNOWN_SCHEMES)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("Bearer abc", ("Bearer", "abc", 7)),
        ("NTLM \t abc", ("NTLM", "abc", 7)),
        ("Bearer ", ("Bearer", "", 7)),
        ("Bearer", ("Bearer", "", 6)),
        ("eyJhbGciOiJub25lIn0.e30.", ("", "eyJhbGciOiJub25lIn0.e30.", 0)),
        ("abc123", ("", "abc123", 0)),
        ("", ("", "", 0)),
    ],
)
def test_the_scheme_is_split_off(value, parts):
    written = split_scheme(value)
    assert written == parts
    assert written.scheme == parts[0].lower()


@pytest.mark.parametrize(
    ("value", "word", "rest"),
    [
        ("Bearer abc", "Bearer", "abc"),
        ("  token: Bearer  abc", "token", "abc"),
        ("bearer=abc", "bearer", "abc"),
        ("abc", "", "abc"),
        ("bearerabc", "", "bearerabc"),
    ],
)
def test_words_before_a_value(value, word, rest):
    assert repeated_word(value) == word
    assert without_words(value) == rest


@pytest.mark.parametrize(
    ("scheme", "value", "word"),
    [
        ("token", "token=abc", ""),
        ("token", 'token="abc", nonce="def"', ""),
        ("token", "token abc", "token"),
        ("bearer", "token=abc", "token"),
        ("bearer", "Bearer abc", "Bearer"),
        ("", "Bearer abc", ""),
    ],
)
def test_a_parameter_is_no_word_that_stands_twice(scheme, value, word):
    assert doubled_word(scheme, value) == word
