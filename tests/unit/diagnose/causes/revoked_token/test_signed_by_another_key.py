"""The signature of a token is called wrong that was taken as it is: another key checks it now."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "dstok_eyJhIjoiYWRhIiwidCI6MTc5NjA2MTQyNX0.4CSHG_4Gs21WWHSQnJBH_dWQUmQ"
CALL = f"> GET https://a.test/items\n> Authorization: Bearer {TOKEN}\n"
GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"items": []}\n---\n'
REFUSED = (
    '< 401 Unauthorized\n< WWW-Authenticate: Bearer error="invalid_token"\n'
    '< Content-Type: application/json\n<< {"error": "Invalid token signature"}'
)


@pytest.mark.parametrize(
    ("before", "slug", "certainty"),
    [
        ("", "token-signature-wrong", "certain"),
        (CALL + GIVEN, "signing-key-rotated", "very-likely"),
        (CALL.replace(TOKEN, "dstok_0aT7x") + GIVEN, "token-signature-wrong", "certain"),
    ],
)
def test_what_was_taken_as_it_is_was_signed_rightly(attempt, before, slug, certainty):
    found = diagnose(attempt(before + CALL + REFUSED)).findings[0]
    assert (found.slug, found.certainty.value) == (slug, certainty)


def test_a_key_that_is_told_to_be_unknown_needs_no_guess(attempt):
    words = REFUSED.replace("Invalid token signature", "Unknown signing key")
    found = diagnose(attempt(CALL + GIVEN + CALL + words)).findings
    assert [one.slug for one in found].count("signing-key-rotated") == 1
