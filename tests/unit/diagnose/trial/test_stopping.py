"""Replies after which nothing more is sent."""

import pytest

from inspector.diagnose.trial.consents import reason_to_stop


@pytest.mark.parametrize(
    "reply",
    [
        "< 423 Locked",
        "< 429 Too Many Requests",
        '< 401 No\n<< {"message": "Your account has been locked"}',
        '< 403 No\n<< {"message": "Too many failed login attempts"}',
        '< 401 No\n<< {"message": "Please solve the CAPTCHA"}',
        '< 401 No\n<< {"message": "Wrong password. 2 attempts remaining"}',
        "< 401 No\n< X-Login-Attempts-Remaining: 2",
        "< 503 Busy\n< Retry-After: 30",
    ],
)
def test_it_stops(case, reply):
    assert reason_to_stop(case(reply)).endswith((".", '"'))


@pytest.mark.parametrize(
    "reply",
    [
        "< 401 No",
        "< 403 Forbidden\n<< {}",
        '< 401 No\n<< {"error": "invalid_token"}',
        '< 200 OK\n<< {"locked": false}',
        "< 401 No\n< X-RateLimit-Remaining: 59",
        '< 200 OK\n<< {"help": "After 3 failed attempts an account is locked"}',
    ],
)
def test_it_goes_on(case, reply):
    assert reason_to_stop(case(reply)) == ""


@pytest.mark.parametrize(
    ("query", "stops"), [("code=c-17&state=9f2b", True), ("code=c-17", True), ("page=2", False)]
)
def test_a_code_that_was_brought_back_is_not_sent_again(case, query, stops):
    text = f"> GET https://shop.test/callback?{query}\n> Cookie: state=9f2b\n< 403 Forbidden"
    assert bool(reason_to_stop(case(text))) is stops
