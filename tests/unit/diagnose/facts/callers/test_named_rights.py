"""With 401, "not authorized" is said to who is not known; words that name a right are not."""

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://a.test/api/roster
> Authorization: {sent}
< 401 Unauthorized
< Content-Type: application/json
<< {{"message": "{words}"}}"""
VAGUE, NAMED = "You are not authorized to call this command.", "The user lacks the admin role"
TOKEN = "nHLLacLsaLf1UlxEszsVc19E9uMrQVVM"


@pytest.mark.parametrize(
    ("sent", "words", "slug"),
    [
        (f"Bearer {TOKEN}", VAGUE, "token-not-accepted"),
        (TOKEN, VAGUE, "scheme-word-missing"),
        (f"Bearer {TOKEN}", NAMED, "right-missing"),
        (TOKEN, NAMED, "right-missing"),
    ],
)
def test_a_vague_word_leaves_the_credential_first(attempt, sent, words, slug):
    found = diagnose(attempt(CALL.format(sent=sent, words=words))).findings
    assert found[0].slug == slug


def test_either_a_login_or_a_right_is_a_login_where_one_is_asked_for(attempt):
    text = """> GET https://a.test/admin/
    > Authorization: Basic YWRtaW46a2VlcGVy
    < {status}
    < WWW-Authenticate: Basic realm="pages"
    < Content-Type: text/html
    << <h1>No</h1><p>There was a problem authenticating, or the account has no privilege.</p>"""
    asked = diagnose(attempt(text.format(status="401 Unauthorized"))).findings[0]
    assert asked.slug == "wrong-password"
    shut = text.format(status="403 Forbidden").replace("    < WWW-Auth", "    < X-Auth")
    assert diagnose(attempt(shut)).findings[0].slug == "right-missing"
