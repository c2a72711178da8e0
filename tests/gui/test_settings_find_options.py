"""Options are found by words of their titles, explanations, choices, groups and keys."""

import pytest

from inspector.gui.settings.find_options import found
from inspector.settings.options import options


def _keys(words):
    return [option.key for each in found(words).values() for option in each]


def test_without_words_every_option_is_listed_once():
    assert _keys("") == [option.key for option in options()]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("DARK", "appearance.theme"),
        ("certificate authority", "trust.ca_file"),
        ("network proxy", "network.proxy"),
        ("tls_min", "trust.tls_min"),
        ("keyring", "secrets.place"),
    ],
)
def test_all_words_must_fit(words, key):
    assert key in _keys(words)
    assert _keys(f"{words} zzz") == []
