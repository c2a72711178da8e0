"""A challenge without an error says that no credential was seen: another place or word is likelier."""

import base64

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOGIN = base64.b64encode(b"ann:pass word").decode()
OPAQUE = "> GET https://api.test/a\n> Authorization: Bearer abc-123-def\n"
BASIC = '< 401 Unauthorized\n< WWW-Authenticate: Basic realm="a"'
BEARER = "< 401 Unauthorized\n< WWW-Authenticate: Bearer"


def first(text):
    """Return the slug of the first finding."""
    return diagnose(attempt_of(text)).findings[0].slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"> GET https://api.test/a?access_token=abc.def-123\n{BEARER}", "key-in-wrong-place"),
        (
            f"> GET https://api.test/a\n> Cookie: auth={LOGIN}\n{BASIC}",
            "key-in-wrong-place",
        ),
        (
            f"> GET https://api.test/a\n> Authorization: Token abc-123-def\n{BEARER}",
            "other-scheme-wanted",
        ),
        (
            f"{OPAQUE}< 401 Unauthorized\n< WWW-Authenticate: Token",
            "other-scheme-wanted",
        ),
    ],
)
def test_the_place_or_word_comes_first(text, slug):
    assert first(text) == slug


@pytest.mark.parametrize(
    "text",
    [
        f'> GET https://api.test/a?access_token=abc.def-123\n{BEARER} error="invalid_token"',
        f"> GET https://api.test/a\n> Authorization: Bearer abc-123-def\n{BEARER}",
        f'> GET https://api.test/a?access_token=abc-1\n{BEARER}\n<< {{"message": "token expired"}}',
    ],
)
def test_a_credential_that_was_read_is_suspected_itself(text):
    assert first(text) not in {"key-in-wrong-place", "other-scheme-wanted"}


def test_words_about_a_signature_show_that_the_token_was_read():
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ." + "c2ln" * 10 + "c2k"
    text = (
        f"> GET https://api.test/a\n> Authorization: Bearer {token}\n< 401 Unauthorized\n"
        '< WWW-Authenticate: Basic realm="a"\n<< {"error": "signature is invalid"}'
    )
    assert first(text) == "token-signature-wrong"
