"""Invalid credentials: an expired token, a wrong password, a line break that came along."""

import base64

import pytest

from inspector.mocklab.checks.logins import PASSWORD as PRACTICE_PASSWORD
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from tests.fixtures.provider import Provider
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "invalid-credentials"


def test_in_practice_a_fresh_token_replaces_the_expired_one(story):
    story.refused(story.practise("expired-token"), FAMILY, "token-expired")
    assert status(story.fix()) == 200


def test_in_practice_the_password_is_typed_again(story):
    story.refused(story.practise("wrong-password"), FAMILY, "wrong-password")
    assert status(story.fix_and_type(credential_password=PRACTICE_PASSWORD)) == 200


@pytest.mark.server("lighttpd")
def test_a_line_break_in_the_password_at_lighttpd(story, lighttpd):
    sent = base64.b64encode(f"{USER}:{PASSWORD}\n".encode()).decode()
    url = f"{lighttpd.url}/basic/inside.txt"
    answer = story.paste_and_send(f"-H 'Authorization: Basic {sent}' {url}")
    story.refused(answer, FAMILY, "basic-trailing-newline")
    assert status(story.fix()) == 200


@pytest.mark.server("apache")
def test_a_wrong_digest_password_at_apache(story, apache):
    login = {"credential_user": USER, "credential_password": "battery staple"}
    answer = story.type(f"{apache.url}/digest/inside.txt", Digest, **login)
    story.refused(answer, FAMILY, "wrong-password")
    assert status(story.fix_and_type(credential_password=PASSWORD)) == 200


@pytest.mark.server("django")
def test_an_expired_token_at_django(story, django):
    """The token request is open in another tab: it renews by simplejwt's refresh token."""
    body = f"""--json '{{"refresh": "{django.refresh_token()}"}}'"""
    story.paste(f"{body} {django.url}/token/refresh/")
    expired = django.mint(seconds=-5)
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {expired}' {django.url}/orders/")
    story.refused(answer, FAMILY, "token-expired")
    assert status(story.fix()) == 200


@pytest.mark.server("oidc-provider")
def test_a_wrong_client_secret_at_oidc_provider(story, provider):
    fields = "-d grant_type=client_credentials -d resource=" + Provider.AUDIENCE
    answer = story.paste_and_send(f"-u {Provider.CLIENT}:wrong {fields} {provider.token}")
    story.refused(answer, FAMILY, "client-secret-refused")
    assert isinstance(story.credential, Basic)
    assert status(story.fix_and_type(credential_password=Provider.SECRET)) == 200
