"""A key is no JWT: where one is asked for, the key is not called revoked because it worked elsewhere."""

import pytest

from inspector.diagnose import diagnose

KEY = "sb_publishable_NfGVblAU8SyCs9nzKnf4gZ_NRs5whtV"
READ = f"""> GET https://api.test/rest/v1/greetings
> apikey: {KEY}
< 200 OK
< Content-Type: application/json
<< []"""
CALL = """> POST https://api.test/functions/v1/hello
> Authorization: Bearer {sent}
> apikey: {key}
< 401 Unauthorized
< Content-Type: application/json
<< {told}"""


def _first(attempt, told, sent=KEY):
    call = CALL.format(sent=sent, key=KEY, told=told)
    return diagnose(attempt(f"{READ}\n---\n{call}")).findings[0]


@pytest.mark.parametrize(
    "told",
    [
        '{"code": "UNAUTHORIZED_INVALID_JWT_FORMAT", "message": "Invalid JWT"}',
        '{"message": "jwt malformed"}',
        '{"error": "invalid JWT: token contains an invalid number of segments"}',
    ],
)
def test_a_jwt_is_asked_for_by_name(attempt, told):
    found = _first(attempt, told)
    assert (found.cause, found.slug) == ("scheme-mismatch", "opaque-where-jwt-wanted")


@pytest.mark.parametrize("told", ['{"message": "Invalid API key"}', '{"message": "Unknown token"}'])
def test_words_that_name_no_jwt_leave_the_key_in_doubt(attempt, told):
    assert _first(attempt, told).slug != "opaque-where-jwt-wanted"


# ---------------- Words call it a wrong or old JWT, and it is none
ASKED = """> GET https://a.test/api/snacks
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}"""
NO_JWT, A_JWT = "kk_19c0d4e7b2aa51", f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.{'AbCd' * 10}Abc"


@pytest.mark.parametrize(
    ("token", "words", "is_opaque"),
    [
        (NO_JWT, "invalid or expired jwt", True),
        (NO_JWT, "invalid or expired token", False),
        (A_JWT, "invalid or expired jwt", False),
    ],
)
def test_what_is_called_a_jwt_and_is_none(attempt, token, words, is_opaque):
    refused = ASKED.format(token=token, status="401 No", words=words)
    slugs = [one.slug for one in diagnose(attempt(refused)).findings]
    assert ("opaque-where-jwt-wanted" in slugs[:1]) is is_opaque
    given = ASKED.format(token=token, status="200 OK", words="nuts")
    later = [one.slug for one in diagnose(attempt(f"{given}\n---\n{refused}")).findings]
    assert "opaque-where-jwt-wanted" not in later  # the same call took it
