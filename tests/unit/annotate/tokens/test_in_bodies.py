"""Damaged and large bodies are looked through without error."""

import pytest

from inspector.annotate.tokens.found import in_body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", []),
        (b'{"access_token": "abcdefgh', []),
        (b'{"access_token": "abc\\ud800defgh"}', [("access_token", "abc\ud800defgh")]),
        (b'{"access_token": "abc\\qdefgh"}', [("access_token", "abc\\qdefgh")]),
        (b"<input name=id_token type=x value='a&amp;bcdefgh'>", [("id_token", "a&bcdefgh")]),
        (b" " * 300_000 + b'{"access_token": "abcdefghijk"}', []),
    ],
)
def test_tokens_of_a_body(body, expected):
    assert list(in_body(body)) == expected
