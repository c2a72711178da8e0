"""A server error quotes the call by which a provider was asked about the caller."""

import json

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = """
> POST https://jobs.harbour.test/run
> Authorization: Bearer {token}
> Content-Type: application/json
>> {{}}
< {status}
< Content-Type: application/json
<< {body}
"""
TOKEN = "tk-91b4c7d02ea85f6c3b1d"
TOKENINFO = (
    "Server error: `GET https://id.example/oauth2/v3/tokeninfo?id_token=eyJhbGciOi...` resulted in "
    "a `503 Service Unavailable` response"
)
INTROSPECTION = "502 Server Error: Bad Gateway for url: https://id.example/realms/a/protocol/openid-connect/token/introspect"
KEYS = "Error fetching https://id.example/.well-known/jwks.json: status code 504"
BROKEN = "500 Internal Server Error"


def _slugs(attempt, words, status=BROKEN, call=CALL):
    body = json.dumps({"message": words})
    text = call.format(token=TOKEN, status=status, body=body)
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("words", [TOKENINFO, INTROSPECTION, KEYS])
def test_the_provider_failed(attempt, words):
    assert _slugs(attempt, words)[:1] == ["login-service-down"]


@pytest.mark.parametrize(
    "words",
    [
        TOKENINFO.replace("503 Service Unavailable", "400 Bad Request"),  # it judged the token
        "502 Server Error: Bad Gateway for url: https://stock.example/v1/orders",
        "Error in https://id.example/.well-known/jwks.json at line 503",
    ],
)
def test_who_was_asked_did_not_fail_or_checks_nobody(attempt, words):
    assert "login-service-down" not in _slugs(attempt, words)


def test_nobody_was_asked_about(attempt):
    alone = CALL.replace("> Authorization: Bearer {token}\n", "")
    assert _slugs(attempt, TOKENINFO, call=alone) == []
