"""The words of a name, however they are joined."""

import pytest

from inspector.protocol.naming.words import name_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("X-Api-Key", ["x", "api", "key"]),
        ("accessToken", ["access", "token"]),
        ("user[password]", ["user", "password"]),
        ("oauth2Token", ["oauth2", "token"]),
        ("", []),
        ("--", []),
    ],
)
def test_the_words_of_a_name(name, words):
    assert name_words(name) == words


def test_a_name_without_end_is_read_at_its_beginning_only():
    assert len(name_words("a-" * 10_000)) == 100
