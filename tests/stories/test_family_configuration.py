"""Configuration: a token for another API, a certificate that nobody asked the user for."""

import pytest

from tests.fixtures.provider import Provider
from tests.stories.conftest import status

FAMILY = "configuration"


def test_in_practice(story):
    story.refused(story.practise("wrong-audience"), FAMILY, "audience-mismatch")
    assert status(story.fix()) == 200


@pytest.mark.server("django")
def test_a_token_for_another_api_at_django(story, django):
    token = django.mint(audience="https://billing.example/api")
    url = f"{django.url}/audience/orders/"
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {url}")
    found = story.refused(answer, FAMILY, "audience-mismatch")
    assert "https://billing.example/api" in found.title
    message = story.message()
    assert url in message
    assert token not in message


@pytest.mark.server("oidc-provider")
def test_an_audience_that_oidc_provider_does_not_know(story, provider):
    login = f"-u {Provider.CLIENT}:{Provider.SECRET} -d grant_type=client_credentials"
    answer = story.paste_and_send(f"{login} -d resource=https://other.example {provider.token}")
    story.refused(answer, FAMILY, "resource-refused")
    message = story.message()
    assert provider.token in message
    assert Provider.SECRET not in message


@pytest.mark.server("nginx")
@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_a_header_that_nginx_drops_for_its_underscore(story, gateway):
    answer = story.paste_and_send(f"-H 'X_Api_Key: {gateway.KEY}' {gateway.url}/key")
    story.refused(answer, "missing-credentials", "header-name-dropped")
    assert status(story.fix()) == 200
