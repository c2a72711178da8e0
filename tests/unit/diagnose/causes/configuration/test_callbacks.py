"""The step that brings a provider's code back, and what its failure is called."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Cause
from inspector.story.logins import is_login_callback

BACK = "> GET https://app.test/auth/oidc/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj\n"


@pytest.mark.parametrize(
    ("request_line", "is_one"),
    [
        (BACK, True),
        ("> GET https://app.test/cb?code=abc&session_state=9\n", True),
        ("> GET https://app.test/cb?code=DE&page=2\n", False),
        ("> GET https://app.test/cb?state=open\n", False),
        ("> GET https://id.test/token?grant_type=authorization_code&code=abc&state=1\n", False),
    ],
)
def test_is_login_callback(attempt, request_line, is_one):
    assert is_login_callback(Trace(attempt(request_line + "< 200 OK")).case(0)) is is_one


@pytest.mark.parametrize(
    "status", ["500 Internal Server Error", "561 Authentication Error", "401 No"]
)
def test_a_code_that_is_not_exchanged(attempt, status):
    way = (
        "> GET https://app.test/orders\n< 302 Found\n"
        "< Location: https://login.id.test/authorize?client_id=7&state=af0ifjsldkj\n---\n"
    )
    verdict = diagnose(attempt(way + BACK + f"< {status}"))
    assert verdict.entry == 1
    assert verdict.findings[0].slug == "login-exchange-failed"
    assert Cause.PROVIDER_UNREACHABLE in {one.cause for one in verdict.findings}
