"""Revoked token: the clock says valid, the server says no; a fresh one works."""

import json

import pytest

from tests.fixtures.provider import Provider
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "revoked-token"


def test_in_practice(story):
    answer = story.practise("revoked-token")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    assert status(story.fix()) == 200


@pytest.mark.server("django")
def test_tokens_end_with_the_password_at_django(story, django):
    """A token that worked a moment ago; the login is open in another tab."""
    body = f"""--json '{{"username": "{USER}", "password": "{PASSWORD}"}}'"""
    story.paste(f"{body} {django.url}/token/")
    token = django.mint()
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {django.url}/orders/")
    assert (status(answer), answer.verdict.findings) == (200, ())
    django.renew_password()
    answer = story.send()
    story.refused(answer, FAMILY, "token-revoked")
    assert status(story.fix()) == 200


@pytest.mark.server("oidc-provider")
def test_oidc_provider_says_that_a_token_is_not_active(story, provider):
    client = f"-u {Provider.CLIENT}:{Provider.SECRET}"
    story.paste(f"{client} -d grant_type=client_credentials {provider.token}")
    token = provider.issue()
    provider.revoke(token)
    answer = story.paste_and_send(f"{client} -d token={token} {provider.introspection}")
    story.refused(answer, FAMILY, "introspection-inactive")
    reply = story.fix().attempt.exchanges[-1].reply
    assert json.loads(reply.body)["active"] is True


@pytest.mark.server("oidc-provider")
def test_each_renewal_uses_the_newest_refresh_token(story, provider):
    """oidc-provider rotates them, and ends everything when an old one comes back."""
    old, person = provider.logged_in()["access_token"], provider.logged_in()
    fields = f"-d grant_type=refresh_token -d refresh_token={person['refresh_token']}"
    story.paste(f"-u {Provider.CLIENT}:{Provider.SECRET} {fields} {provider.token}")
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {old}' {provider.userinfo}")
    assert status(answer) == 200
    provider.revoke(old)
    assert status(story.send()) == 401
    assert status(story.fix()) == 200
    story.fill("credential_token", old)
    assert status(story.send()) == 401
    assert status(story.fix()) == 200
