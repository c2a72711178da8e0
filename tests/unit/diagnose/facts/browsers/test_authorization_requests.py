"""The request that began a login, and the error that came back."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.authorization_requests import asked_before, brought_back, of_address
from inspector.diagnose.facts.case import Trace

ASK = (
    "> GET https://id.test/authorize?response_type=code&client_id=c&state=s1"
    "&redirect_uri=https%3A%2F%2Fapp.test%2Fcb\n< 302 Found\n"
    "< Location: https://app.test/cb?code=abc&state=s1\n---\n"
)
LED = (
    "> GET https://app.test/login\n< 302 Found\n"
    "< Location: https://id.test/authorize?response_type=code&client_id=c&state=s1\n---\n"
)
BACK = (
    "> GET https://id.test/authorize\n< 302 Found\n"
    "< Location: https://app.test/cb?error=invalid_scope&state=x"
)


def last(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


@pytest.mark.parametrize("first", [ASK, LED])
def test_what_was_asked_for(attempt, first):
    asked = asked_before(last(attempt, f"{first}> GET https://app.test/cb?code=abc\n< 401 No"))
    assert asked is not None
    assert asked.parameters["state"] == "s1"


def test_another_client_or_nothing_was_asked(attempt):
    other = """> POST https://id.test/token
    > Content-Type: application/x-www-form-urlencoded
    >> grant_type=authorization_code&client_id=other
    < 400 No"""
    assert asked_before(last(attempt, ASK + other)) is None
    assert asked_before(last(attempt, "> GET https://app.test/cb?code=abc\n< 401 No")) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("> GET https://app.test/cb?error=access_denied&state=x\n< 401 No", "access_denied"),
        ("> GET https://app.test/cb?error=not_a_code&state=x\n< 401 No", ""),
        ("> GET https://app.test/cb?error=access_denied\n< 401 No", ""),
        (BACK, "invalid_scope"),
    ],
)
def test_the_error_brought_back(attempt, text, error):
    assert brought_back(last(attempt, text))[0] == error


def test_broken_addresses_hold_nothing():
    assert of_address("http://[") == {}
    assert of_address("https://a.test/cb#error=x&state=y") == {"error": "x", "state": "y"}


@pytest.mark.parametrize("code", ["login_required", "interaction_required"])
def test_a_silent_question_that_is_answered_with_a_login_is_no_failure(attempt, code):
    text = (
        "> GET https://id.test/authorize?response_type=code&client_id=c&prompt=none\n< 302 Found\n"
        f"< Location: https://app.test/silent?error={code}&state=x"
    )
    assert diagnose(attempt(text)).findings == ()


REFUSED = (
    "> GET https://id.test/oauth2/authorize?response_type=code&client_id=c"
    "&redirect_uri=https%3A%2F%2Fapp.test%2Fcb%2F\n< 302 Found\n"
    "< Location: https://id.test/error?error=redirect_mismatch&client_id=c"
)
PAGE = "\n---\n> GET https://id.test/error?error=redirect_mismatch&client_id=c\n< 400 Bad Request"


@pytest.mark.parametrize("text", [REFUSED, REFUSED + PAGE])
def test_the_error_page_of_a_provider_names_the_error_in_its_address(attempt, text):
    assert brought_back(last(attempt, text)) == ("redirect_mismatch", "")
    finding = diagnose(attempt(text)).findings[0]
    assert (finding.cause.value, finding.certainty.value) == ("configuration", "certain")
    assert any("https://app.test/cb/" in proof.statement for proof in finding.evidence)


def test_other_addresses_with_a_word_of_an_error_are_no_answer_of_a_provider(attempt):
    alone = "> GET https://id.test/error?error=not_found\n< 400 Bad Request"
    assert brought_back(last(attempt, alone)) == ("", "")
    fine = REFUSED.replace("error?error=redirect_mismatch", "cb?code=abc")
    assert brought_back(last(attempt, fine)) == ("", "")
