"""A variant's reply beside the refusal."""

import msgspec
import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.reply_comparison import compared, main_case, shown
from tests.fixtures.short_texts import attempt_of

SENT = "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n"
MINE = "< 401 Unauthorized\n<< {}"


@pytest.mark.parametrize(
    ("reply", "result"),
    [
        (MINE, "same"),
        ("< 403 Forbidden", "differs"),
        ('< 200 OK\n<< {"orders": []}', "accepted"),
        ("< 304 Not Modified", "accepted"),
        ("< 404 Not Found", "differs"),
        ("< 500 Internal Server Error", "failed"),
        (
            "< 200 OK\n< Content-Type: text/html\n<< <title>Log in</title><input type=password>",
            "differs",
        ),
    ],
)
def test_results(case, reply, result):
    assert compared(case(MINE), attempt_of(SENT + reply)).result == result


def test_past_the_check(case):
    assert compared(case(MINE), attempt_of(SENT + "< 404 Not Found")).went_on
    assert not compared(case(MINE), attempt_of(SENT + "< 403 Forbidden")).went_on


def test_data_that_leads_to_an_error_is_no_success_of_a_login(case):
    login = "> POST https://api.test/auth/login\n>> username=ada&password=pw-12345\n"
    login = login.replace("\n>>", "\n> Content-Type: application/x-www-form-urlencoded\n>>")
    refused = '< 200 OK\n< Content-Type: application/json\n<< {"url": "/signin?error=Denied"}'
    before = Trace(attempt_of(login + refused)).case(0)
    assert compared(before, attempt_of(login + refused)).result == "same"
    led_on = attempt_of(login + refused.replace("signin?error=Denied", "home"))
    assert compared(before, led_on).result == "accepted"


def test_side_requests_are_not_compared(case):
    attempt = attempt_of(SENT + "< 200 OK")
    (token,) = attempt.exchanges
    side = msgspec.structs.replace(
        attempt, exchanges=(msgspec.structs.replace(token, purpose="token"),)
    )
    assert main_case(side) is None
    assert compared(case(MINE), side).result == "failed"


def test_no_reply_is_a_failure(case):
    attempt = attempt_of(SENT + "< 200 OK")
    silent = msgspec.structs.replace(
        attempt, exchanges=(msgspec.structs.replace(attempt.exchanges[0], reply=None),)
    )
    assert compared(case(MINE), silent).result == "failed"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("< 401 No", "401, no error code"),
        ('< 401 No\n<< {"error": "invalid_token"}', "401, invalid_token"),
        (
            '< 401 No\n< WWW-Authenticate: Bearer error="insufficient_scope"',
            "401, insufficient_scope",
        ),
        ("< 200 OK\n<< {}", "200 OK"),
        ('< 403 No\n<< {"message": "Not for you"}', "403, Not for you"),
    ],
)
def test_in_few_words(case, reply, words):
    assert shown(case(reply)) == words


@pytest.mark.parametrize(
    ("sent", "words", "result"),
    [
        ("> POST https://api.test/keys/7/revoke", "Key 7 revoked", "accepted"),
        ("> GET https://api.test/orders", "Key 7 revoked", "differs"),
        ("> POST https://api.test/keys/7/revoke", "Not authenticated", "differs"),
    ],
)
def test_words_of_what_was_asked_for_are_no_refusal(case, sent, words, result):
    answer = f'< 200 OK\n< Content-Type: application/json\n<< {{"message": "{words}"}}'
    token = "> Authorization: Bearer abc.def"
    assert compared(case(MINE), attempt_of(f"{sent}\n{token}\n{answer}")).result == result
