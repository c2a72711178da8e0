"""CSRF failure: the token is fetched and repeated."""

import pytest

from tests.stories.conftest import status

FAMILY = "csrf-failure"


def test_in_practice(story):
    story.refused(story.practise("csrf-refused"), FAMILY, "csrf-token-missing")
    assert status(story.fix()) == 201


@pytest.mark.server("django")
def test_a_post_to_django(story, django):
    order = """--json '{"item": "lamp", "count": 1}'"""
    command = f"-b '{django.session()}' {order} {django.url}/desk/orders/"
    answer = story.paste_and_send(command)
    story.refused(answer, FAMILY, "csrf-token-missing")
    before = story.driver.tab.current.value
    assert status(story.fix()) == 201
    story.driver.run("undo")
    assert story.driver.tab.current.value == before
