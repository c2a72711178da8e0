"""The code of a second factor is asked for under the name that is known for it."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

BODY = '{"email": "ada@a.test", "password": "pw-12345"}'
BY_NUMBER = "> GET https://a.test/user\n> Authorization: Basic YWRhOnB3\n"


def login(body, reply, status="401 Unauthorized"):
    return (
        "> POST https://a.test/login\n> Content-Type: application/json\n"
        f">> {body}\n< {status}\n< Content-Type: application/json\n<< {reply}"
    )


ASKED = {
    "a header of the reply": (
        (
            f"{BY_NUMBER}< 401 Unauthorized\n< X-GitHub-OTP: required; app\n"
            "< Content-Type: text/plain\n<< Must specify two-factor authentication OTP code."
        ),
        "headers.X-GitHub-OTP",
    ),
    "registries of npm": (
        (
            "> PUT https://a.test/x\n> Authorization: Bearer npm_abcdefgh12345678\n"
            "< 401 Unauthorized\n< WWW-Authenticate: OTP\n< Content-Type: application/json\n"
            '<< {"error": "You must provide a one-time pass to use 2FA."}'
        ),
        "headers.npm-otp",
    ),
    "an own field that is empty": (
        login(BODY.replace("}", ', "totp": ""}'), '{"error": "totp_required"}'),
        "body.totp",
    ),
    "a field that is at fault": (
        login(
            BODY,
            '{"errors": [{"field": "otp_code", "message": "Required."}], "message": "MFA required"}',
        ),
        "body.otp_code",
    ),
    "another login": (
        login(BODY.replace("}", ', "mfa_code": "123456"}'), "{}", "200 OK")
        + "\n---\n"
        + login(BODY, '{"error": "mfa_required"}'),
        "body.mfa_code",
    ),
}


def offered(text):
    (first, *_) = diagnose(attempt_of(text)).findings
    fixes = [fix for fix in first.fixes if fix.id == "enter-code"]
    return first.slug, [(str(one.field), one.guessed) for fix in fixes for one in fix.changes]


@pytest.mark.parametrize("told", ASKED)
def test_it_is_asked_for_under_the_name_that_is_told(told):
    text, field = ASKED[told]
    assert offered(text) == ("second-factor-required", [(field, False)])


def test_without_a_name_the_usual_one_is_said_to_be_guessed():
    text = login(BODY, '{"message": "2FA Code Required"}', "412 Precondition Failed")
    assert offered(text) == ("second-factor-required", [("body.otp", True)])


def test_no_login_is_sent_in_a_body_that_is_none():
    text = f"{BY_NUMBER}< 401 Unauthorized\n< Content-Type: text/plain\n<< MFA required"
    assert offered(text) == ("second-factor-required", [])


@pytest.mark.parametrize("status", ["401 Unauthorized", "412 Precondition Failed"])
def test_a_code_that_was_sent_is_what_is_refused(status):
    body = BODY.replace("}", ', "otp": "123456"}')
    text = login(body, '{"message": "2FA Code Invalid"}', status)
    assert offered(text) == ("one-time-code-wrong", [("body.otp", False)])
