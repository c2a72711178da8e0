"""What the card of a kept token says in each of its states."""

import pytest

from inspector.model.kinds.oauth import TokenUse
from inspector.model.kinds.oauth2 import OAuth2
from inspector.presentation.tokens.token_card import Situation, token_words
from inspector.protocol.oauth.kept_token import KeptToken

NOW = 1_800_000_000.0
CODE, JOB = OAuth2(), OAuth2(grant="client-credentials")
GIVEN = {"access_token": "at-1", "refresh_token": "rt-1", "subject": "user_812", "life": 3600}


def _token(minutes=19, **changed):
    return KeptToken(**{**GIVEN, "obtained": NOW - minutes * 60, **changed})


def _words(token, credential=CODE, **at):
    given = {"now": NOW, "name": "Orders, Staging", "host": "api.example.com"}
    return token_words(token, credential, Situation(**{**given, **at}))


def test_a_kept_token_says_what_is_left_and_when_it_is_renewed():
    words = _words(_token())
    assert (words.state, words.title) == ("kept", "Token “Orders, Staging”")
    assert words.life.left == "41 min left"
    assert words.life.then == "renews itself 5 min before"
    assert words.life.said == "41 min left of 60 min, renews itself 5 min before"
    assert words.life.gone == pytest.approx(19 / 60)
    assert words.life.renews == pytest.approx(55 / 60)
    assert words.facts == (("Speaks for", "user_812"), ("May go to", "api.example.com"))


def test_a_short_life_is_renewed_a_tenth_before_its_end():
    words = _words(_token(0, life=600))
    assert words.life.renews == pytest.approx(0.9)
    assert words.life.then == "renews itself 60 s before"


@pytest.mark.parametrize(
    ("credential", "refresh", "then"),
    [
        (CODE, "", "ends, then you sign in again"),
        (JOB, "", "renews itself 5 min before"),
        (OAuth2(grant="client-credentials", use=TokenUse(renew="never")), "", "ends, and nobody"),
        (OAuth2(use=TokenUse(renew="asked")), "rt-1", "renewed when you ask"),
    ],
)
def test_who_renews_it(credential, refresh, then):
    words = _words(_token(refresh_token=refresh), credential)
    assert words.life.then.startswith(then)
    assert (words.life.renews is None) == ("itself" not in then)


def test_a_token_that_speaks_for_nobody_speaks_for_the_program():
    assert _words(_token(subject=""), JOB).facts[0] == ("Speaks for", "this program itself")


@pytest.mark.parametrize(
    ("token", "at", "state", "title"),
    [
        (_token(90), {}, "ended", "Ended 30 minutes ago"),
        (None, {}, "none", "No token yet"),
        (_token(renewing=True), {"sending": True}, "renewing", "Renewing…"),
        (_token(renewing=True), {}, "unknown", "Not known whether it was renewed"),
        (_token(life=None), {}, "opaque", "Token “Orders, Staging”"),
        (None, {"waiting": NOW + 760}, "waiting", "Waiting for your sign-in"),
    ],
)
def test_other_states(token, at, state, title):
    words = _words(token, **at)
    assert (words.state, words.title) == (state, title)


def test_what_helps_is_offered():
    assert _words(_token(90)).links == (("renew-token", "Renew now"),)
    assert _words(_token(90, refresh_token="")).links == (("renew-token", "Sign in"),)
    assert _words(_token(90, refresh_token=""), JOB).links == (("renew-token", "Ask for another"),)
    assert _words(_token(renewing=True)).links == (
        ("renew-token", "Sign in again"),
        ("try-kept-token", "Try the kept one"),
    )


def test_why_there_is_none():
    assert _words(None).right == "sign in to get one"
    assert _words(None, JOB).right == "Send asks for one"
    assert _words(None, failed=True).right == "API not called"
    assert _words(None, waiting=NOW + 760).right == "12:40 left"
