"""Provider unreachable: trying again helps once it is back."""

import pytest

from tests.fixtures.provider import Provider
from tests.stories.conftest import status

FAMILY = "provider-unreachable"
SERVERS = ("nginx", "django", "oidc-provider")
pytestmark = [pytest.mark.server(name) for name in SERVERS]


def test_in_practice(story):
    answer = story.practise("provider-unreachable")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    assert status(story.fix()) == 200


def test_oidc_provider_is_away_and_comes_back(story, gateway, provider):
    provider.stop()
    login = f"-u {Provider.CLIENT}:{Provider.SECRET} -d grant_type=client_credentials"
    answer = story.paste_and_send(f"{login} {gateway.url}/oauth/token")
    story.refused(answer, FAMILY, "token-endpoint-failed")
    provider.start()
    assert status(story.fix()) == 200


def test_an_api_cannot_ask_about_the_token(story, django, provider):
    django.ask(provider)
    token = provider.issue(scope="orders:read", resource=Provider.AUDIENCE)
    provider.stop()
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {django.url}/opaque/orders/")
    story.refused(answer, FAMILY, "login-service-down")
