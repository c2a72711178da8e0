"""A client shows its secret with a login, and leaves it out when it renews the token."""

import pytest

from inspector.diagnose.diagnosing import diagnose

LOGIN_AND_RENEWAL = """
> POST https://id.harbour.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=authorization_code&code=c0de-77&{shown}
< 200 OK
< Content-Type: application/json
<< {{"access_token": "at-71f0c2d9a7b3e855", "refresh_token": "rt-4c9be01a7d22f6aa", "token_type": "Bearer"}}
---
> POST https://id.harbour.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&refresh_token=rt-4c9be01a7d22f6aa&{again}
< {status}
< Content-Type: application/json
<< {body}
"""
PUBLIC, SHOWN = "client_id=shop7", "client_id=shop7&client_secret=Granite-Wren-55"
UNKNOWN = '{"error": "invalid_client"}'


def told(attempt, shown, again, body=UNKNOWN, status="401 Unauthorized"):
    text = LOGIN_AND_RENEWAL.format(shown=shown, again=again, body=body, status=status)
    return diagnose(attempt(text)).findings


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("401 Unauthorized", UNKNOWN),
        ("400 Bad Request", '{"error": "invalid_request", "error_description": "secret was not received"}'),
        ("400 Bad Request", "{}"),
    ],
)  # fmt: skip
def test_the_secret_is_left_out_of_the_renewal(attempt, status, body):
    first = told(attempt, SHOWN, PUBLIC, body, status)[0]
    assert first.slug == "second-part-missing"
    assert any("client_secret" in proof.statement for proof in first.evidence)


@pytest.mark.parametrize(
    ("shown", "again", "body"),
    [
        (SHOWN, SHOWN, UNKNOWN),  # it is there
        (PUBLIC, PUBLIC, UNKNOWN),  # it never was
        (SHOWN, "client_id=shop8", UNKNOWN),  # another client
        (SHOWN, PUBLIC, '{"error": "invalid_grant", "error_description": "refresh token expired"}'),
    ],
)
def test_the_secret_is_not_what_lacks(attempt, shown, again, body):
    found = [one for one in told(attempt, shown, again, body) if one.slug == "second-part-missing"]
    assert not any("The same client" in proof.statement for one in found for proof in one.evidence)


# ---------------- A renewal in a body of an API's own
RENEWAL = """
> POST https://users.harbour.test/
> Content-Type: application/x-amz-json-1.1
>> {{"AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "g5nd79", "AuthParameters": {{"USERNAME": "ann", "PASSWORD": "pw-7c1", "SECRET_HASH": "wwFqUQLqC/5yVv94UkRCmJnSA0h6N5g="}}}}
< 200 OK
< Content-Type: application/json
<< {{"AuthenticationResult": {{"AccessToken": "at-71f0c2d9a7b3e855", "RefreshToken": "eyJjdHki2MHtNPOxFcyTmctdXv7Np"}}}}
---
> POST https://users.harbour.test/
> Content-Type: application/x-amz-json-1.1
>> {{"AuthFlow": "REFRESH_TOKEN_AUTH", "ClientId": "g5nd79", "AuthParameters": {{"{name}": "eyJjdHki2MHtNPOxFcyTmctdXv7Np"}}}}
< 400 Bad Request
< Content-Type: application/json
<< {{"message": "{words}"}}
"""


def test_the_hash_of_the_secret_is_left_out_of_the_renewal(attempt):
    text = RENEWAL.format(name="REFRESH_TOKEN", words="the secret was not received")
    assert diagnose(attempt(text)).findings[0].slug == "second-part-missing"


@pytest.mark.parametrize("words", ["Refused", "Refresh Token has been revoked", "Not authorized"])
def test_a_refresh_token_under_its_own_name_is_sent_where_it_belongs(attempt, words):
    found = diagnose(attempt(RENEWAL.format(name="REFRESH_TOKEN", words=words))).findings
    assert {"refresh-token-used", "token-cut"}.isdisjoint(one.slug for one in found)


# ---------------- Who calls is no client that shows itself
CALL = """
> POST https://api.harbour.test/boats
{who}> Content-Type: application/json
>> {{"appId": "shop7", "name": "Tern"}}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""


def test_a_caller_who_left_out_a_token_is_no_client_without_its_secret(attempt):
    taken = CALL.format(
        who="> Authorization: Bearer at-71f0c2d9a7b3e855\n", status="200 OK", words="ok"
    )
    refused = CALL.format(who="", status="401 Unauthorized", words="token is missing")
    first = diagnose(attempt(f"{taken}---{refused}")).findings[0]
    assert not any("The same client" in proof.statement for proof in first.evidence)
