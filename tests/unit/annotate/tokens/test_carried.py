"""The same credential is told by the same text, wherever it was met."""

import pytest

from inspector.annotate.tokens.carried import carried, secret_of
from inspector.model.message import Header

DIGEST = 'Digest username="mia", realm="r", nonce="n", uri="/", response="abc"'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (Header("Authorization", "Bearer abcdef123456"), ("Bearer", "abcdef123456")),
        (Header("Authorization", "abcdef1234567890"), ("", "abcdef1234567890")),
        (Header("Authorization", DIGEST), ("Digest", "mia")),
        (Header("X-API-Key", "abcdef123456"), ("X-API-Key", "abcdef123456")),
        (Header("Accept", "*/*"), ("", "")),
    ],
)
def test_scheme_and_secret_of_a_header(header, expected):
    assert carried(header) == expected


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("abcdef123456", "abcdef123456"),
        ("Bearer abcdef123456", "abcdef123456"),
        ('  "abcdef123456" ', "abcdef123456"),
        (f"Authorization: {DIGEST}", "mia"),
        ("Cookie: sid=abcdef123456", "abcdef123456"),
    ],
)
def test_the_secret_of_a_text_given(text, secret):
    assert secret_of(text) == secret
