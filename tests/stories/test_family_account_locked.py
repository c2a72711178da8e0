"""Account locked: nothing is tried again; a message for the administrator is written."""

import pytest

FAMILY = "account-locked"


def test_in_practice(story):
    answer = story.practise("account-locked")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    assert story.message()


@pytest.mark.server("django")
def test_a_user_who_is_not_active_at_django(story, django):
    token = django.mint(user="gone")
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {django.url}/orders/")
    story.refused(answer, FAMILY, "account-disabled")
    message = story.message()
    request_id = next(
        header.value
        for header in answer.attempt.exchanges[-1].reply.headers
        if header.name == "X-Request-ID"
    )
    assert request_id in message
    assert "User is inactive" in message
    assert token not in message
