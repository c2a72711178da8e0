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
        ("> GET https://app.test/callback?code=SplxlOBeZQQYbYS6\n", True),
        ("> GET https://app.test/auth/cb?code=SplxlOBeZQQYbYS6&scope=openid\n", True),
        ("> GET https://app.test/api/callbacks/7?code=SplxlOBeZQQYbYS6\n", False),
        ("> GET https://app.test/orders?code=SplxlOBeZQQYbYS6\n", False),
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


# ---------------- An application behind a proxy that takes http for its own address
BACK_BY_HTTP = """
> GET {opened}
< 200 OK
---
> GET https://id.test/oauth/authorization?client_id=box&response_type=code&state=af0ifjs&redirect_uri={back}
< 400 Bad Request
< Content-Type: application/json
<< {{"error": "invalid_request", "error_description": "{words}"}}
"""
UNKNOWN = "The 'redirect_uri' parameter does not match any of the pre-registered 'redirect_uris'."
LONG = f"The request is missing a required parameter, or is otherwise malformed. {UNKNOWN}"
HTTP, HTTPS = "http%3A%2F%2Fbox.test%2Fcb", "https%3A%2F%2Fbox.test%2Fcb"


@pytest.mark.parametrize(
    ("opened", "back", "words", "slug"),
    [
        ("https://box.test/", HTTP, LONG, "comes-back-by-http"),
        ("https://box.test/", HTTPS, LONG, "client-not-set-up"),
        ("http://box.test/", HTTP, UNKNOWN, "client-not-set-up"),
        ("https://other.test/", HTTP, UNKNOWN, "client-not-set-up"),
        ("https://localhost/", "http%3A%2F%2Flocalhost%2Fcb", UNKNOWN, "client-not-set-up"),
    ],
)
def test_an_application_that_comes_back_by_http(attempt, opened, back, words, slug):
    found = diagnose(attempt(BACK_BY_HTTP.format(opened=opened, back=back, words=words))).findings
    assert found[0].slug == slug
    assert (slug == "comes-back-by-http") is any(f.slug == "comes-back-by-http" for f in found)


@pytest.mark.parametrize(
    ("more", "status", "lost"),
    [
        ("", "403 Forbidden", True),
        ("> Cookie: oauth_state=af0ifjsldkj\n", "403 Forbidden", False),
        ("", "500 Internal Server Error", False),
    ],
)
def test_a_code_that_comes_without_the_cookie_of_its_state(attempt, more, status, lost):
    found = diagnose(attempt(f"{BACK}{more}< {status}")).findings
    assert ("csrf-cookie-not-sent" in [one.slug for one in found]) is lost
    assert not lost or found[0].certainty.value == "possible"


# ---------------- The application hands on what the provider told it
@pytest.mark.parametrize(
    ("body", "slug"),
    [
        (
            '{"error":"invalid_client","message":"Client authentication failed"}',
            "login-exchange-failed",
        ),
        ('{"error":"invalid_grant","message":"Code was already used"}', "code-refused"),
        ('{"error":"The authorization code has expired"}', "code-refused"),
        ('{"error":"no such page"}', "login-exchange-failed"),
    ],
)
def test_what_the_provider_told_the_application(attempt, body, slug):
    reply = f"< 400 Bad Request\n< Content-Type: application/json\n<< {body}"
    assert diagnose(attempt(BACK + reply)).findings[0].slug == slug


def test_a_code_that_only_a_shop_calls_used_is_no_callback(attempt):
    text = (
        "> POST https://shop.test/basket\n> Cookie: sid=8c1f5e0a7db24c39b6\n< 400 Bad Request\n"
        '< Content-Type: application/json\n<< {"error":"Coupon code was already used"}'
    )
    assert not diagnose(attempt(text)).findings


# ---------------- A code that comes without its state
@pytest.mark.parametrize("status", ["400 Bad Request", "403 Forbidden"])
@pytest.mark.parametrize("words", ["missing-state", "missing_state", "invalid or expired state"])
def test_a_state_that_is_missed_is_a_check_against_forgery(attempt, status, words):
    back = "> GET https://app.test/callback?code=SplxlOBeZQQYbYS6\n"
    reply = f'< {status}\n< Content-Type: application/json\n<< {{"error": "{words}"}}'
    found = diagnose(attempt(back + reply)).findings
    assert found[0].cause == Cause.CSRF_FAILURE
