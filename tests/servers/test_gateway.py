"""nginx in front of Django and oidc-provider: what is stripped, limited, moved, not reached."""

import pytest

from tests.fixtures.provider import Provider
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = [pytest.mark.server(name) for name in ("nginx", "django", "oidc-provider")]
RIGHT = f"-u '{USER}:{PASSWORD}'"


def _bearer(token):
    return f"-H 'Authorization: Bearer {token}'"


def test_a_proxy_that_strips_the_credential(gateway, django, told, curl):
    token = _bearer(django.mint())
    assert told(f"{token} {gateway.url}/api/orders/") == (200, None)
    answer = curl(f"{token} {gateway.url}/stripped/orders/")
    slugs = [finding.slug for finding in answer.verdict.findings]
    assert "authorization-stripped" in slugs
    assert all(finding.certainty != "certain" for finding in answer.verdict.findings)


def test_redirects_to_another_port_and_to_https(gateway, told):
    dropped = (401, ("missing-credentials", "authorization-dropped-on-redirect"))
    assert told(f"-L {RIGHT} {gateway.url}/moved") == dropped
    assert told(f"-k -L {RIGHT} {gateway.url}/secure") == dropped
    plain = gateway.tls.replace("https", "http")
    assert told(f"{RIGHT} {plain}/orders") == (400, ("wrong-endpoint", "https-wanted"))


def test_a_rule_of_the_web_server(gateway, told):
    assert told(f"{gateway.url}/walled") == (403, ("network-blocked", "web-server-rule"))


def test_the_provider_behind_it_is_away(gateway, provider, told):
    token = _bearer(provider.logged_in()["access_token"])
    assert told(f"{token} {gateway.url}/checked") == (200, None)
    request = f"-u {Provider.CLIENT}:{Provider.SECRET} -d grant_type=client_credentials"
    assert told(f"{request} {gateway.url}/oauth/token") == (200, None)
    provider.stop()
    away = told(f"{request} {gateway.url}/oauth/token")
    assert away == (502, ("provider-unreachable", "token-endpoint-failed"))
    unchecked = told(f"{token} {gateway.url}/checked")
    assert unchecked == (500, ("provider-unreachable", "auth-subrequest-failed"))
