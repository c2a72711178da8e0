"""A token in the query alone, and words that nobody gets as well."""

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://a.test/api/roster?{query}
< 403 Forbidden
< Content-Type: application/json
<< {{"message": "{words}"}}"""
NO_RIGHT = "The account does not have the right to do this operation."
TOKEN = "dISpPWavWGWsKTDYBDwRED62Z3SWhkUt"


def _found(attempt, query=f"access_token={TOKEN}", words=NO_RIGHT):
    found = diagnose(attempt(CALL.format(query=query, words=words))).findings
    return {one.slug: one for one in found}


def test_a_missing_right_is_not_sure_where_the_token_may_be_unread(attempt):
    found = _found(attempt)
    assert "key-in-wrong-place" in found
    assert found["right-missing"].certainty == "possible"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (f"api_key={TOKEN}", NO_RIGHT),
        (f"access_token={TOKEN}", "The token does not have the permission to do this."),
        (f"access_token={TOKEN}&api_key=71c0f2a9b5e84d36", NO_RIGHT),
    ],
)
def test_words_of_a_token_and_keys_leave_the_right(attempt, query, words):
    found = _found(attempt, query, words)
    assert "key-in-wrong-place" not in found
    assert found["right-missing"].certainty == "certain"


def test_a_token_that_this_host_took_there_is_read(attempt):
    text = f"> GET https://a.test/api/me?access_token={TOKEN}\n< 200 OK\n---\n"
    query = f"access_token={TOKEN}"
    found = diagnose(attempt(text + CALL.format(query=query, words=NO_RIGHT))).findings
    assert "key-in-wrong-place" not in {one.slug for one in found}
