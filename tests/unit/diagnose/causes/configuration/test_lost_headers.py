"""A host knows the token that it handed out: what it then misses was lost on the way to it."""

import pytest

from inspector.diagnose import diagnose

LOGIN = """> POST https://{host}/login/
> Content-Type: application/json
>> {{"username": "ann", "password": "pw-of-ann"}}
< 200 OK
< Server: Apache/2.4.62 (Debian)
< Content-Type: application/json
<< {{"token": "c0ffee7d1f20c4e93ab51d7730"}}"""
CALL = """> GET {address}
> Authorization: Token c0ffee7d1f20c4e93ab51d7730
< {status}
< Server: {server}
< Content-Type: application/json
{more}
<< {told}"""
MISSED = '{"detail": "Authentication credentials were not provided."}'
HERE, THERE = "https://lab.test/django/app/samples/", "http://localhost:8000/app/samples/"


def _first(attempt, giver="lab.test", told=MISSED, there=THERE, challenge="Token"):
    more = f'< WWW-Authenticate: {challenge} realm="api"'
    front = {"address": HERE, "status": "401 Unauthorized", "server": "Apache/2.4.62 (Debian)"}
    parts = (
        LOGIN.format(host=giver),
        CALL.format(address=there, status="200 OK", server="WSGIServer/0.2", more="", told="[]"),
        CALL.format(**front, more=more, told=told),
    )
    return diagnose(attempt("\n---\n".join(parts))).findings[0].slug


def test_what_it_gave_itself_is_lost_on_the_way(attempt):
    assert _first(attempt) == "authorization-stripped"


@pytest.mark.parametrize(
    "more",
    [
        {"giver": "localhost:8000"},  # it never knew the token
        {"told": '{"detail": "Invalid token."}'},  # it has seen one
    ],
)
def test_what_it_does_not_know_is_of_the_other_host(attempt, more):
    assert _first(attempt, **more) == "other-host-knows-credential"


def test_another_call_elsewhere_shows_no_loss_for_certain(attempt):
    assert _first(attempt, there="http://localhost:8000/other/") != "other-host-knows-credential"


@pytest.mark.parametrize(("asked", "is_lost"), [("Bearer", True), ("Basic", False)])
def test_another_word_before_a_token_asks_for_no_other_credential(attempt, asked, is_lost):
    there = "http://inner.test:8000/django/app/samples/"
    first = _first(attempt, giver="inner.test:8000", there=there, challenge=asked)
    assert (first == "authorization-stripped") is is_lost


@pytest.mark.parametrize(
    ("told", "is_lost"),
    [
        ("query token is empty", False),
        ("no token in cookie", False),
        ("the request has no token", True),
    ],
)
def test_what_is_looked_for_in_another_place_was_not_lost(attempt, told, is_lost):
    first = _first(attempt, told=f'{{"detail": "{told}"}}', challenge="Token")
    assert (first == "authorization-stripped") is is_lost
