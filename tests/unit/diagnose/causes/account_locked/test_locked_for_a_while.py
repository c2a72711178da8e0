"""A right login is refused after several wrong ones, and is taken after a while as it is."""

import base64

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge_one

FORM = """> POST https://kiln.test{path}
> Content-Type: application/x-www-form-urlencoded
>> {grant}username=ann&password={password}
"""
BASIC = "> GET https://kiln.test/jobs\n> Authorization: Basic {login}\n"
NO = '< 401 Unauthorized\n<< {"error": "invalid user name or password"}'
IN = '< 200 OK\n<< {"access_token": "k-51f0c2d9a7e3b84466", "jobs": []}'
WRONG, RIGHT = ("ember-willow-2", "Ember-willow-21", "ember-Willow-21"), "Ember-Willow-21"


def _form(password, reply):
    return FORM.format(path="/login", grant="", password=password) + reply


def _grant(password, reply):
    return FORM.format(path="/oauth/token", grant="grant_type=password&", password=password) + reply


def _basic(password, reply):
    login = base64.b64encode(f"ann:{password}".encode()).decode()
    return BASIC.format(login=login) + reply


WAYS = pytest.mark.parametrize("way", [_form, _grant, _basic])


def _found(attempt, parts):
    return diagnose(attempt("\n---\n".join(parts)))


@WAYS
@pytest.mark.parametrize("again", [1, 2])
def test_the_right_one_is_refused_after_wrong_ones_and_taken_later(attempt, way, again):
    wrong = [way(one, NO) for one in WRONG]
    found = _found(attempt, [*wrong, *[way(RIGHT, NO)] * again, way(RIGHT, IN)])
    first = found.findings[0]
    assert (found.entry, first.slug, first.certainty) == (
        2 + again,
        "too-many-attempts",
        "very-likely",
    )
    assert "login-service-down" in [one.slug for one in found.findings]


PAGE = """< 200 OK
< Content-Type: text/html
<< <title>Log in</title><p class="error">Invalid user name or password</p><input type="password">"""
LED_ON = "< 302 Found\n< Location: /home\n< Set-Cookie: sid=5f2b8c71d0aa11; HttpOnly"


def test_a_page_that_calls_the_right_one_wrong(attempt):
    parts = [*[_form(one, PAGE) for one in WRONG], _form(RIGHT, PAGE), _form(RIGHT, LED_ON)]
    found = _found(attempt, parts)
    assert (found.entry, found.findings[0].slug) == (3, "too-many-attempts")
    assert found.findings[0].certainty == "very-likely"


def _guarded(password, reply, token):
    return _form(f"{password}&csrf_token={token}", reply)


def test_a_login_whose_page_gives_a_token_anew_each_time(attempt):
    tries = [(one, NO) for one in (*WRONG, RIGHT)] + [(RIGHT, LED_ON)]
    found = _found(attempt, [_guarded(*one, f"t{n}-9f8e7d6c5b") for n, one in enumerate(tries)])
    assert (found.entry, found.findings[0].slug) == (3, "too-many-attempts")
    assert found.findings[0].certainty == "very-likely"
    alone = [_guarded(RIGHT, reply, f"t{n}-9f8e7d6c5b") for n, reply in enumerate((NO, NO, LED_ON))]
    assert _found(attempt, alone).findings[0].slug == "login-service-down"


@WAYS
def test_a_limit_among_the_wrong_ones(attempt, way):
    limit = "< 429 Too Many Requests\n< Retry-After: 60"
    wrong = [way(WRONG[0], NO), way(WRONG[1], NO), way(WRONG[2], limit)]
    found = _found(attempt, [*wrong, way(RIGHT, NO), way(RIGHT, IN)])
    assert (found.entry, found.findings[0].slug) == (3, "too-many-attempts")
    assert found.findings[0].certainty == "very-likely"


@WAYS
def test_a_part_of_what_was_refused_as_well_is_no_slip(attempt, way):
    parts = [way(RIGHT[:-1], NO), way(RIGHT, NO), way(RIGHT, NO), way(RIGHT, IN)]
    slugs = [one.slug for one in _found(attempt, parts).findings]
    assert not {"credential-cut", "value-misspelt"} & set(slugs)


def _key(value, reply):
    return f"> GET https://kiln.test/jobs\n> X-Api-Key: {value}\n{reply}"


KEY = "k-51f0c2d9a7e3b84466"


@pytest.mark.parametrize("wrong", [KEY[:-3], KEY.upper(), KEY.replace("f0", "0f")])
def test_a_key_that_was_refused_alike(attempt, wrong):
    slips = {"credential-cut", "value-misspelt"}
    told = _found(attempt, [_key(wrong, NO), _key(KEY, IN)]).findings[0].slug
    assert told in slips
    other = NO.replace("401 Unauthorized", "429 Too Many Requests")
    for refused, slip in ((NO, False), (other, True)):
        parts = [_key(wrong, NO), _key(KEY, refused), _key(KEY, IN)]
        trace = attempt("\n---\n".join(parts))
        first = {one.slug for one in _of_entry(trace, 0)}
        assert bool(first & slips) is slip


def _of_entry(attempt, index):
    return judge_one(Trace(attempt), index).findings


@WAYS
@pytest.mark.parametrize(
    ("wrong", "last"),
    [
        (WRONG[:2], (RIGHT, NO)),  # too few to lock
        (WRONG, (RIGHT, IN)),  # the right one was never refused
        ((RIGHT, RIGHT, RIGHT), (RIGHT, NO)),  # nothing wrong was tried
    ],
)
def test_few_tries_or_none_that_were_wrong_show_no_lock(attempt, way, wrong, last):
    parts = [*[way(one, NO) for one in wrong], way(*last), way(RIGHT, IN)]
    found = _found(attempt, parts).findings
    assert not found or (found[0].slug, found[0].certainty) != ("too-many-attempts", "very-likely")


def test_an_account_that_was_changed_in_between(attempt):
    writes = "> PUT https://kiln.test/users/ann\n>> password=new\n< 204 No Content"
    parts = [*[_form(one, NO) for one in WRONG], _form(RIGHT, NO), writes, _form(RIGHT, IN)]
    first = _found(attempt, parts).findings[0]
    assert (first.slug, first.certainty) != ("too-many-attempts", "very-likely")


CODE = """> POST https://mill.test/api/auth/sign-in
> Content-Type: application/json
>> {{"email": "ada@mill.test", "otp": "{}"}}
< {}
< Content-Type: application/json
<< {{"message": "{}"}}"""


def test_a_login_by_code_that_was_tried_too_often_is_barred_and_no_wrong_code(attempt):
    wrong = CODE.format("000000", "400 Bad Request", "Invalid OTP")
    barred = CODE.format("254802", "403 Forbidden", "Too many attempts")
    found = diagnose(attempt(f"{wrong}\n---\n{wrong}\n---\n{barred}"))
    assert found.entry == 2
    assert (found.findings[0].slug, str(found.findings[0].certainty)) == (
        "too-many-attempts",
        "certain",
    )
