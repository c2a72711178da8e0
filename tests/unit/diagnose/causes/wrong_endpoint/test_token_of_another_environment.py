"""An opaque token that a host of one environment handed out goes to a sister host of another."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "q7Zp0LxW2mB9vKd4TnRc8HsY"
ISSUED = """> POST https://{there}/oauth2/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=client_credentials&client_id=kiosk&client_secret=s3-9f1c07aa52
< 200 OK
< Content-Type: application/json
<< {{"access_token": "{token}", "token_type": "Bearer", "expires_in": 1799}}"""
SENT = """> GET https://{here}/v1/ports
> Authorization: Bearer {token}
> Accept: application/json
< 401 Unauthorized
< Content-Type: application/json
<< {words}"""
INVALID = '{"errors": [{"title": "Invalid access token", "detail": "The access token is invalid"}]}'


def _found(attempt, there, here, words=INVALID, between=""):
    issued = ISSUED.format(there=there, token=TOKEN)
    sent = SENT.format(here=here, token=TOKEN, words=words)
    text = f"{issued}\n---\n{between}{sent}"
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("test.api.quays.io", "api.quays.io"),
        ("sandbox.api.quays.io", "live.api.quays.io"),
        ("auth.staging.quays.io", "ports.api.quays.io"),
    ],
)
def test_another_environment(attempt, there, here):
    assert _found(attempt, there, here)[:1] == ["environment-mismatch"]


@pytest.mark.parametrize(
    ("there", "here", "words"),
    [
        ("auth.quays.io", "api.quays.io", INVALID),
        ("test.auth.quays.io", "test.api.quays.io", INVALID),
        ("auth.prod.quays.io", "api.quays.io", INVALID),
        ("test.login.io", "api.quays.io", INVALID),  # another company's
        ("test.api.quays.io", "api.quays.io", '{"error": "The access token has expired"}'),
    ],
)
def test_where_nothing_speaks_for_it(attempt, there, here, words):
    assert "environment-mismatch" not in _found(attempt, there, here, words)


def test_words_that_call_any_token_invalid_want_no_jwt(attempt):
    found = _found(attempt, "auth.quays.io", "api.quays.io")
    assert found[0] != "opaque-token-where-jwt-expected"
    told = '{"message": "Authorization header is malformed: token has wrong number of segments"}'
    found = _found(attempt, "auth.quays.io", "api.quays.io", told)
    assert found[0] == "opaque-token-where-jwt-expected"
