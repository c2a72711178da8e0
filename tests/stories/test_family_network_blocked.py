"""Network blocked: a proxy wants its own login."""

import pytest

from inspector.mocklab.checks.logins import PASSWORD as PRACTICE_PASSWORD
from inspector.mocklab.checks.logins import USER as PRACTICE_USER
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "network-blocked"


def _log_in(story, user, password):
    login = {"user": user, "password": password}
    fields = {f"options_proxy_credential_{name}": text for name, text in login.items()}
    return story.fix_and_type(**fields)


def test_in_practice(story):
    story.refused(story.practise("proxy-in-the-way"), FAMILY, "proxy-login-required")
    assert status(_log_in(story, PRACTICE_USER, PRACTICE_PASSWORD)) == 200


@pytest.mark.server("squid")
@pytest.mark.server("lighttpd")
def test_the_login_of_squid(story, squid, lighttpd):
    answer = story.paste_and_send(f"-x {squid.url} {lighttpd.url}/open/inside.txt")
    story.refused(answer, FAMILY, "proxy-login-required")
    assert status(_log_in(story, USER, PASSWORD)) == 200


@pytest.mark.server("squid")
@pytest.mark.server("lighttpd")
def test_a_wrong_password_at_squid(story, squid, lighttpd):
    login = f"-x {squid.url} -U '{USER}:battery staple'"
    answer = story.paste_and_send(f"{login} {lighttpd.url}/open/inside.txt")
    story.refused(answer, FAMILY, "proxy-login-refused")
    assert status(_log_in(story, USER, PASSWORD)) == 200
