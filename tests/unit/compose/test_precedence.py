"""Who wins: a hand-written header, the credential, or the URL's user."""

import pytest

from inspector.compose.precedence import decide
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Request, RequestHeader

WRITTEN = (RequestHeader("authorization", "Bearer x"),)


def test_nobody():
    choice = decide(Request(credential=InheritCredential()))
    assert (choice.winner, choice.text) == ("none", "")


def test_the_credential_alone():
    assert decide(Request(credential=Bearer())).winner == "credential"


def test_a_hand_written_header_wins_and_it_is_said():
    choice = decide(Request(credential=Basic(), headers=WRITTEN), url_has_user=True)
    assert (choice.winner, choice.loses) == ("header", ("credential", "url"))
    assert "Authorization" in choice.text


def test_a_disabled_header_does_not_compete():
    off = (RequestHeader("Authorization", "x", enabled=False),)
    assert decide(Request(credential=Basic(), headers=off)).winner == "credential"


def test_the_credential_wins_over_the_url():
    choice = decide(Request(credential=Basic()), url_has_user=True)
    assert (choice.winner, choice.loses) == ("credential", ("url",))
    assert "URL" in choice.text


def test_the_url_alone_and_against_a_header():
    assert decide(Request(), url_has_user=True).winner == "url"
    choice = decide(Request(headers=WRITTEN), url_has_user=True)
    assert choice.winner == "header"
    assert "URL" in choice.text


def test_a_key_competes_under_its_own_name():
    key = ApiKey(name="X-Key")
    assert decide(Request(credential=key, headers=WRITTEN)).winner == "credential"
    own = (RequestHeader("x-key", "1"),)
    assert decide(Request(credential=key, headers=own)).winner == "header"


@pytest.mark.parametrize("place", ["query", "cookie", "body"])
def test_other_places_write_no_header(place):
    assert ApiKey(place=place).headers == ()
    assert NoCredential().headers == ()
