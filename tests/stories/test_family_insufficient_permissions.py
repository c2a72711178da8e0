"""Insufficient permissions: somebody else must grant a right, so a message is written."""

import pytest

from tests.fixtures.provider import Provider
from tests.stories.conftest import status

FAMILY = "insufficient-permissions"


def _request_id(answer):
    headers = answer.attempt.exchanges[-1].reply.headers
    return next(header.value for header in headers if header.name == "X-Request-ID")


def test_in_practice(story):
    answer = story.practise("missing-scope")
    found = story.refused(answer, FAMILY, "scope-missing")
    assert {"ask-for-scope", "fetch-token"} & {fix.id for fix in found.fixes}
    assert status(story.fix()) == 204


@pytest.mark.server("django")
def test_a_user_without_the_right_at_django(story, django):
    token = django.mint()
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {django.url}/admin/orders/")
    story.refused(answer, FAMILY, "right-missing")
    message = story.message()
    assert _request_id(answer) in message
    assert f"{django.url}/admin/orders/" in message
    assert "UTC" in message
    assert token not in message


@pytest.mark.server("oidc-provider")
def test_a_missing_scope_at_oidc_provider(story, provider):
    token = provider.logged_in()["narrow"]
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {provider.userinfo}")
    story.refused(answer, FAMILY, "scope-missing")
    message = story.message()
    assert "openid" in message
    assert token not in message


@pytest.mark.server("django")
@pytest.mark.server("oidc-provider")
def test_the_scope_is_asked_for_where_the_token_request_is_known(story, django, provider):
    django.ask(provider)
    fields = f"-d grant_type=client_credentials -d resource={Provider.AUDIENCE}"
    login = f"-u {Provider.CLIENT}:{Provider.SECRET}"
    story.paste(f"{login} {fields} -d scope=orders:read {provider.token}")
    token = provider.issue(scope="orders:read", resource=Provider.AUDIENCE)
    order = """--json '{"item": "lamp", "count": 1}'"""
    answer = story.paste_and_send(
        f"-H 'Authorization: Bearer {token}' {order} {django.url}/opaque/orders/"
    )
    story.refused(answer, FAMILY, "scope-missing")
    assert status(story.fix()) == 201
