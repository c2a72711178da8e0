"""What an API says of itself is held against the token that it refused, and no other API's."""

import json

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.experimenting import jwt

API, OTHER = "https://api.acme.test", "https://stock.rival.test"
WELL_KNOWN = "/.well-known/oauth-protected-resource"


def described(host, **more):
    body = {"resource": host, "authorization_servers": ["https://login.acme.test"], **more}
    return f"> GET {host}{WELL_KNOWN}\n< 200 OK\n< Content-Type: application/json\n<< {json.dumps(body)}"


def slugs(attempt, metadata, **claims):
    call = f"> GET {API}/orders\n> Authorization: Bearer {jwt(**claims)}\n< 401 Unauthorized"
    found = diagnose(attempt(f"{metadata}\n---\n{call}"))
    return {one.slug: one.certainty for one in found.findings}


@pytest.mark.parametrize(("host", "tells"), [(API, True), (OTHER, False)])
class TestIts:
    def test_issuers(self, attempt, host, tells):
        found = slugs(attempt, described(host), iss="https://login.rival.test", aud=API)
        assert (found.get("issuer-not-trusted") in {"certain", "very-likely"}) is tells

    def test_name(self, attempt, host, tells):
        found = slugs(attempt, described(host), iss="https://login.acme.test", aud="urn:other")
        assert (found.get("audience-mismatch") in {"certain", "very-likely"}) is tells
