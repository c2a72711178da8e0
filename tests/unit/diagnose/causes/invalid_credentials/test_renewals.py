"""An access token in the place of the token that renews it; a renewal in an API's own way."""

import pytest

from inspector.diagnose import diagnose

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
