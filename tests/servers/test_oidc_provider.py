"""oidc-provider: token requests, introspection, revocation, rotation; the answers of RFC 6750."""

import pytest

from tests.fixtures.provider import Provider

pytestmark = pytest.mark.server("oidc-provider")
CLIENT = f"-u {Provider.CLIENT}:{Provider.SECRET}"
JOB = "-d grant_type=client_credentials"


def _bearer(token):
    return f"-H 'Authorization: Bearer {token}'"


def test_token_requests(provider, told):
    assert told(f"{CLIENT} {JOB} {provider.token}") == (200, None)
    wrong = told(f"-u {Provider.CLIENT}:wrong {JOB} {provider.token}")
    assert wrong == (401, ("invalid-credentials", "client-secret-refused"))
    other = told(f"{CLIENT} {JOB} -d resource=https://unknown.example {provider.token}")
    assert other == (400, ("configuration", "resource-refused"))


def test_introspection_before_and_after_revocation(provider, told):
    token = provider.issue()
    question = f"{CLIENT} -d token={token} {provider.introspection}"
    assert told(question) == (200, None)
    assert told(f"{CLIENT} -d token={token} {provider.revocation}") == (200, None)
    assert told(question) == (200, ("revoked-token", "introspection-inactive"))


def test_a_scope_that_a_token_lacks(provider, told):
    tokens = provider.logged_in()
    assert told(f"{_bearer(tokens['access_token'])} {provider.userinfo}") == (200, None)
    narrow = told(f"{_bearer(tokens['narrow'])} {provider.userinfo}")
    assert narrow == (403, ("insufficient-permissions", "scope-missing"))


def test_a_refresh_token_is_good_once(provider, told):
    refresh = provider.logged_in()["refresh_token"]
    renewal = f"{CLIENT} -d grant_type=refresh_token -d refresh_token={refresh} {provider.token}"
    assert told(renewal) == (200, None)
    status, (cause, _) = told(renewal)
    assert (status, cause in {"revoked-token", "expired-session"}) == (400, True)


@pytest.mark.server("django")
def test_an_api_that_asks_it_about_tokens(provider, django, told):
    django.ask(provider)
    orders = f"{django.url}/opaque/orders/"
    token = provider.issue(scope="orders:read", resource=Provider.AUDIENCE)
    assert told(f"{_bearer(token)} {orders}") == (200, None)
    writing = told(f"""{_bearer(token)} --json '{{"item": "lamp", "count": 1}}' {orders}""")
    assert writing == (403, ("insufficient-permissions", "scope-missing"))
    provider.revoke(token)
    status, (cause, _) = told(f"{_bearer(token)} {orders}")
    assert (status, cause in {"revoked-token", "invalid-credentials"}) == (401, True)
    provider.stop()
    down = told(f"{_bearer(token)} {orders}")
    assert down == (503, ("provider-unreachable", "login-service-down"))
