"""An access token in the place of the token that renews it; a renewal in an API's own way."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.clocks.refresh_ages import lately_issued

TOKEN = "q8Zk2LwPx7VbN4tRm9Yc"
CALL = f"""> GET https://api.acme.test/parts
> Authorization: Bearer {TOKEN}
< 200 OK
---
"""
RENEWAL = """> POST https://api.acme.test/auth/refresh
> Content-Type: application/json
>> {body}
< 403 Forbidden
< Content-Type: application/json
<< {{"message": "Access Denied"}}"""


@pytest.mark.parametrize(
    ("sent", "is_told"), [(TOKEN, True), ("another-3f9Kd02LmQzXw", False)], ids=["same", "other"]
)
def test_an_access_token_renews_nothing(attempt, sent, is_told):
    text = CALL + RENEWAL.format(body=f'{{"refresh_token": "{sent}"}}')
    found = diagnose(attempt(text)).findings
    told = {e.statement for f in found for e in f.evidence}
    assert ("It was accepted as an access token" in told) == is_told
    assert "key-sent-in-another-way" not in {f.slug for f in found}


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ('{"refresh_token": "r-2b7Kd02LmQzXw81"}', False),
        ('{"grant_type": "refresh_token", "refresh_token": "r-2b7Kd02LmQzXw81"}', True),
    ],
    ids=["its own", "as the standard"],
)
def test_a_form_is_due_only_where_a_grant_is_named(attempt, body, is_told):
    found = diagnose(attempt(RENEWAL.format(body=body))).findings
    assert ("sign-in-request-refused" in {one.slug for one in found}) == is_told


# ---------------- Handed out as an access token, renewed at the host that handed it out
HANDED_OUT = """> POST https://id.acme.test/token
> Authorization: Basic Y2xpZW50OnNlY3JldA==
> Content-Type: application/x-www-form-urlencoded
>> grant_type=authorization_code&code=q1w2e3r4t5
< 200 OK
< Content-Type: application/json
<< {"access_token": "a-8Zk2LwPx7VbN4tRm9Yc", "refresh_token": "r-5TgB6yHnJ7uMkI8o"}
---
> POST https://id.acme.test/token
> Authorization: Basic Y2xpZW50OnNlY3JldA==
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&refresh_token=%s
< 400 Bad Request
< Content-Type: application/json
<< {"error": "invalid_grant", "error_description": "Incorrect or invalid refresh token"}"""


@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        ("a-8Zk2LwPx7VbN4tRm9Yc", "token-not-accepted"),
        ("r-5TgB6yHnJ7uMkI8o", "refresh-token-revoked"),
    ],
    ids=["the token for calls", "the one that renews"],
)
def test_the_token_for_calls_is_sent_to_be_renewed(attempt, sent, slug):
    """That the client's own login worked for another grant says nothing of the token."""
    found = diagnose(attempt(HANDED_OUT % sent)).findings
    assert found[0].slug == slug
    assert "worked-before" not in {one.slug for one in found}


# ---------------- What was handed out a moment ago has not run out
WORDS = ', "error_description": "Incorrect or invalid refresh token"'


def _lately(at):
    dated = "< {status}\n< Date: Mon, 06 Jul 2026 {at} GMT"
    text = (HANDED_OUT % "r-5TgB6yHnJ7uMkI8o").replace(WORDS, "")
    text = text.replace("< 200 OK", dated.format(status="200 OK", at="09:00:00"))
    return text.replace("< 400 Bad Request", dated.format(status="400 Bad Request", at=at))


@pytest.mark.parametrize(
    ("at", "slug"),
    [("09:05:00", "refresh-token-revoked"), ("21:40:00", "refresh-token-expired")],
)
def test_a_refresh_token_of_a_moment_ago_was_taken_back(attempt, at, slug):
    known = attempt(_lately(at))
    assert diagnose(known).findings[0].slug == slug
    young = lately_issued(Trace(known).case(1))
    assert (young is not None) == (slug == "refresh-token-revoked")


# ---------------- By GraphQL the token goes in the variables, under any name
RENEWS = """> POST https://a.test/graphql
> Content-Type: application/json
>> {{"query": "mutation($t: String!) {{ renew(token: $t) {{ access }} }}", "variables": {sent}}}
< 200 OK
< Content-Type: application/json
<< {{"errors": [{{"message": "{words}"}}]}}"""


@pytest.mark.parametrize("name", ["t", "token", "refreshToken"])
@pytest.mark.parametrize(
    ("words", "told"), [("Refresh token expired", True), ("Token expired", False)]
)
def test_words_of_a_refresh_token_in_variables(attempt, name, words, told):
    sent = f'{{"{name}": "def50200a81c7fe0d2b94c53"}}'
    first = diagnose(attempt(RENEWS.format(sent=sent, words=words))).findings[0]
    assert (first.slug == "refresh-token-expired") is (told or "refresh" in name)
