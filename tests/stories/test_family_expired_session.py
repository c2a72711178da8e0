"""Expired session: logging in again brings the page back."""

import pytest

from inspector.compose.body_fields import with_field
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "expired-session"


def test_in_practice(story):
    """Nobody has logged in yet: the page's form opens as a request, to be filled in."""
    answer = story.practise("expired-cookie")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    refused = story.driver.tab
    story.press_fix()
    story.qtbot.waitUntil(lambda: story.driver.tab is not refused)
    login = story.driver.tab.current
    for name in ("user", "password"):
        login.replace(with_field(login.value, name, "anything"), "Type")
    assert status(story.send()) == 200
    story.driver.program.tools.tabs.activate(refused)
    assert status(story.fix()) == 200


@pytest.mark.server("apache")
def test_a_session_of_apache(story, apache_sites):
    fields = f"-d httpd_username={USER} --data-urlencode 'httpd_password={PASSWORD}'"
    story.paste(f"{fields} {apache_sites.url}/log-in")
    ended = f"session=members-user={USER}&members-pw=gone&expiry=1795602079965560"
    answer = story.paste_and_send(f"-b '{ended}' {apache_sites.url}/members/inside.txt")
    story.refused(answer, FAMILY, "session-ended")
    answer = story.fix()
    assert status(answer) == 200
    assert answer.attempt.exchanges[-1].reply.body == b"inside\n"


@pytest.mark.server("django")
def test_a_session_of_django(story, django):
    fields = f"-d username={USER} --data-urlencode 'password={PASSWORD}'"
    story.paste(f"{fields} {django.url}/api/login/")
    session = django.session()
    answer = story.paste_and_send(f"-b '{session}' {django.url}/desk/orders/")
    assert status(answer) == 200
    django.renew_password()
    answer = story.send()
    story.refused(answer, FAMILY, "session-lost")
    assert status(story.fix()) == 200
