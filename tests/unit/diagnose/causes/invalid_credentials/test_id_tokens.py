"""An ID token at an API: named before the words that another kind of login is wanted."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

ANOTHER_KIND = (
    "< 401 Unauthorized\n< WWW-Authenticate: Bearer\n< Content-Type: application/json\n"
    '<< {"message": "Expected OAuth 2 access token, login cookie or other valid authentication credential"}'
)
GOOD = "< 200 OK\n< Content-Type: application/json\n<< {}"


def _token(**claims):
    named = {"iss": "https://id.reef.test", "sub": "7", "exp": 2_700_000_000, **claims}
    parts = ({"alg": "RS256", "kid": "k"}, named)
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return ".".join([*(part.decode() for part in coded), "c2ln" * 85 + "cw"])


ID = _token(aud="reef-web", at_hash="AYnC7vT93tdxHDdX", nonce="n-1")
ACCESS = _token(aud="https://api.reef.test", scope="read write", client_id="reef-web")


def _call(token, reply, path="orders"):
    return f"> GET https://api.reef.test/{path}\n> Authorization: Bearer {token}\n{reply}"


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


def test_the_id_token_is_what_is_wrong(attempt):
    found = _first(attempt, _call(ID, ANOTHER_KIND))
    assert (found.slug, found.cause) == ("id-token-used", "invalid-credentials")


def test_an_access_token_is_no_id_token(attempt):
    refused = '< 401 Unauthorized\n< WWW-Authenticate: Bearer\n<< {"message": "invalid token"}'
    assert _first(attempt, _call(ID, refused)).slug == "id-token-used"
    assert _first(attempt, _call(ACCESS, refused)).slug != "id-token-used"


@pytest.mark.parametrize("path", ["orders", "bills"])
def test_where_the_host_takes_it_its_kind_is_not_what_is_wrong(attempt, path):
    bare = "< 403 Forbidden"
    found = _first(attempt, _call(ID, GOOD), _call(ID, bare, path))
    assert found.slug != "id-token-used"


def test_a_token_for_no_client_is_no_id_token(attempt):
    """Each ID token names whom it is for (OpenID Connect Core §2); others may hold a nonce, too."""
    refused = '< 401 Unauthorized\n<< {"message": "invalid token"}'
    own = _token(nonce="0c5e", role="admin")
    assert _first(attempt, _call(own, refused)).slug != "id-token-used"


OTHER = _token(aud="https://api.wharf.test", scope="read write", client_id="reef-web")


@pytest.mark.parametrize(("token", "slug"), [(ID, "id-token-used"), (OTHER, "audience-mismatch")])
def test_beside_an_access_token_that_was_taken_its_audience_is_not_what_is_wrong(
    attempt, token, slug
):
    refused = "< 401 Unauthorized"
    found = diagnose(attempt(f"{_call(ACCESS, GOOD, 'bills')}\n---\n{_call(token, refused)}"))
    other = {"id-token-used": "audience-mismatch", "audience-mismatch": "id-token-used"}[slug]
    assert found.findings[0].slug == slug
    assert other not in {one.slug for one in found.findings}
