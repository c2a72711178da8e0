"""Revoked token: the clock says valid, the server says no; a fresh one works."""

import pytest

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
