"""The reply names the claim that says what one may do: the token is good, and does not allow it."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.token_claims import claim_of_a_right
from tests.fixtures.experimenting import jwt

CALL = """> GET https://berths.example{path}
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}"""
CHALLENGED = """> GET https://berths.example{path}
> Authorization: Bearer {token}
< 401 Unauthorized
< WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="{words}"
<< Unauthorized"""
CLERK = {"roles": ["clerk"], "scope": "berths:read", "tenant": "south"}


def asked(words, text=CALL, path="/admin/berths", status="401 Unauthorized", **claims):
    return text.format(path=path, token=jwt(**claims), status=status, words=words)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Unexpected 'roles' value", "right-missing"),
        ("The token is missing the required claim: permissions", "right-missing"),
        ("the groups claim does not contain harbour-masters", "right-missing"),
        ("Neither scope or roles claim was found in the bearer token.", "right-missing"),
        ("Unexpected 'scope' value", "scope-missing"),
        ("Claim (org_id) does not match", "right-missing"),
    ],
)
@pytest.mark.parametrize("text", [CALL, CHALLENGED], ids=["in the body", "in the challenge"])
def test_a_claim_of_rights_is_about_a_right(attempt, words, slug, text):
    first = diagnose(attempt(asked(words, text, **CLERK))).findings[0]
    assert (first.slug, first.cause) == (slug, "insufficient-permissions")


def test_what_the_token_says_instead_is_named(attempt):
    first = diagnose(attempt(asked("Unexpected 'roles' value", **CLERK))).findings[0]
    assert "The token says roles: clerk" in [one.statement for one in first.evidence]
    lacks = diagnose(attempt(asked("missing required 'groups' claim", **CLERK))).findings[0]
    assert "The token has no groups" in [one.statement for one in lacks.evidence]


def test_a_place_of_another_tenant_is_one_that_the_caller_may_not_have(attempt):
    """The address is what was meant; without the claim's name it may be a slip in it."""
    text = asked("Unexpected 'tenant' value", CHALLENGED, "/tenants/north/berths", **CLERK)
    assert diagnose(attempt(text)).findings[0].slug == "right-missing"
    unsaid = asked("no", CHALLENGED, "/tenants/north/berths", **CLERK)
    assert diagnose(attempt(unsaid)).findings[0].slug == "issued-for-another-project"


@pytest.mark.parametrize(
    "text",
    [
        asked("Unexpected 'aud' value", **CLERK),
        asked("Unexpected 'exp' value", **CLERK),
        asked("Invalid 'role' value", status="422 Unprocessable Entity", **CLERK),
        asked("Your roles were changed, log in again", **CLERK),
        asked("Unexpected 'roles' value").replace("Authorization: Bearer ey", "X-Api-Key: k9"),
    ],
    ids=["audience", "end", "a field of the body", "no claim is named", "no token was sent"],
)
def test_other_claims_and_fields_are_about_no_right(attempt, text):
    assert claim_of_a_right(Trace(attempt(text)).case(0)) is None


def test_a_token_that_is_over_is_over_first(attempt):
    over = asked("Unexpected 'roles' value", exp=1600000000, **CLERK)
    assert diagnose(attempt(over)).findings[0].slug == "token-expired"
