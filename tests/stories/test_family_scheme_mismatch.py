"""Scheme mismatch: the challenge names what is wanted, and the request is switched to it."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from tests.fixtures.frameworks import KEY
from tests.fixtures.web_servers import PASSWORD, USER
from tests.stories.conftest import status

FAMILY = "scheme-mismatch"
LOGIN = {"credential_user": USER, "credential_password": PASSWORD}


def test_in_practice(story):
    story.refused(story.practise("wrong-scheme"), FAMILY, "other-scheme-wanted")
    assert status(story.fix()) == 200


@pytest.mark.server("lighttpd")
def test_digest_with_sha_256_at_lighttpd(story, lighttpd):
    answer = story.type(f"{lighttpd.url}/digest/inside.txt", Basic, **LOGIN)
    story.refused(answer, FAMILY, "other-scheme-wanted")
    answer = story.fix()
    assert isinstance(story.credential, Digest)
    assert status(answer) == 200
    sent = answer.attempt.exchanges[-1].request.headers
    assert any("SHA-256" in header.value for header in sent if header.name == "Authorization")


@pytest.mark.server("apache")
def test_basic_in_place_of_digest_at_apache(story, apache):
    answer = story.type(f"{apache.url}/basic/inside.txt", Digest, **LOGIN)
    story.refused(answer, FAMILY, "digest-not-offered")
    assert status(story.fix()) == 200


@pytest.mark.server("django")
def test_the_word_token_at_django(story, django):
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {KEY}' {django.url}/key/orders/")
    story.refused(answer, FAMILY, "other-scheme-wanted")
    assert status(story.fix()) == 200
