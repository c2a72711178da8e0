"""A token that is bound to a key was sent as if whoever holds it could use it: who says so."""

import json

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.experimenting import jwt

API = "https://api.acme.test"
PLACE = f"{API}/.well-known/oauth-protected-resource"
SLUG = "bound-token-as-bearer"


def call(token="opaque-7f3a9c51e2", word="Bearer"):
    return f"> GET {API}/orders\n> Authorization: {word} {token}\n< 401 Unauthorized"


def described(**members):
    body = json.dumps({"resource": API, **members})
    return f"> GET {PLACE}\n< 200 OK\n< Content-Type: application/json\n<< {body}\n---\n"


def told(attempt, text):
    return {one.slug: one for one in diagnose(attempt(text)).findings}


def test_the_token_itself(attempt):
    assert SLUG in told(attempt, call(jwt(cnf={"jkt": "x" * 43})))


def test_the_api_in_its_metadata(attempt):
    found = told(attempt, described(dpop_bound_access_tokens_required=True) + call())
    assert SLUG in found
    assert any("bound to a key (DPoP)" in one.statement for one in found[SLUG].evidence)


@pytest.mark.parametrize(
    "text",
    [
        described(dpop_bound_access_tokens_required=False) + call(),
        described(dpop_bound_access_tokens_required="true") + call(),  # of a wrong type
        described(dpop_bound_access_tokens_required=True) + call(word="DPoP"),
        call(),
    ],
)
def test_nobody(attempt, text):
    assert SLUG not in told(attempt, text)
