"""Who runs the server switched something off, for whoever calls."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Request

CALL = """> POST https://a.test/api/{path}
> Content-Type: application/json
{sent}
< 403 Forbidden
< Content-Type: application/json
<< {{"message": "{words}"}}"""
LOGIN, TOKEN = (
    '>> {"username": "carol", "password": "new"}',
    "> Authorization: Bearer k3f0a9c71b5e84d36",
)


def _first(attempt, words, sent=TOKEN, path="items"):
    return diagnose(attempt(CALL.format(words=words, sent=sent, path=path))).findings[0]


@pytest.mark.parametrize(
    "words",
    [
        "The REST API is disabled",
        "admin APIs disabled",
        "API access is disabled on this server",
        "The web interface is currently switched off.",
    ],
)
def test_an_interface_that_is_off(attempt, words):
    assert _first(attempt, words).slug == "service-not-enabled"


@pytest.mark.parametrize(
    "words",
    [
        "API access is disabled for your account",
        "Your account is disabled",
        "Account disabled. See settings to enable two-factor",
    ],
)
def test_an_account_that_is_off(attempt, words):
    assert _first(attempt, words).slug != "service-not-enabled"


@pytest.mark.parametrize("path", ["users", "signup"])
@pytest.mark.parametrize(
    "words",
    [
        "Registration is disabled",
        "New user registration is not allowed on this instance",
        "maximum amount of users reached",
        "Sign-ups are closed",
    ],
)
def test_no_new_accounts(attempt, words, path):
    assert _first(attempt, words, LOGIN, path).slug == "sign-up-closed"


@pytest.mark.parametrize("words", ["Wrong user name or password", "Your registration is pending"])
def test_other_words_to_who_signs_up(attempt, words):
    assert _first(attempt, words, LOGIN, "users").slug != "sign-up-closed"


OFF = """> POST https://minions.example/run
> X-Auth-Token: 4091d876b9312b2a27df55ede970281cedcabb98
< 400 Bad Request
< Content-Type: application/json
<< {"error": "Client disabled: 'local_async'. Add to 'enable_clients' config option to enable."}"""


def test_what_the_configuration_leaves_out_where_somebody_asked_for_it(attempt):
    request = Request(method="POST", url="https://minions.example/run")
    found = diagnose(attempt(OFF, request=request)).findings
    assert found[0].slug == "service-not-enabled"
    assert not diagnose(attempt(OFF)).findings  # of many errors in a recording, nobody asks


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("PRESS_OPEN_API environment variable is required to enable API without a login", True),
        ("The variable MAIL_HOST must be set to enable mail", False),
    ],
)
def test_a_variable_that_switches_it_on(attempt, words, off):
    assert (_first(attempt, words).slug == "service-not-enabled") is off
