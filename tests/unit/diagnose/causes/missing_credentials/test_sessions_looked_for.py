"""A check against forgery answers who only reads and sent no session."""

import pytest

from inspector.diagnose import diagnose

CALL = """> {method} https://admin.test/preferences/
{sent}< 401 UNAUTHORIZED
< Content-Type: application/json
< Set-Cookie: pga4_session=60f5d5a8-aa50-42c8-b88e; HttpOnly; Path=/
<< {{"success": 0, "errormsg": "{said}"}}"""
BASIC = "> Authorization: Basic YWxpY2U6Y29ycmVjdGhvcnNl\n"
BEARER = "> Authorization: Bearer 2e11b1cf-dda5-47ec-a4ae-dd0b24cfbd77\n"
COOKIE = "> Cookie: pga4_session=9a0c1b7e-1f20-4f2e-8d11\n"
MISSING = "The CSRF token is missing. You need to refresh the page."
OF_SESSION = "The CSRF session token is missing. You need to refresh the page."


def _first(attempt, sent, said=MISSING, method="GET"):
    return diagnose(attempt(CALL.format(method=method, sent=sent, said=said))).findings[0]


@pytest.mark.parametrize("said", [MISSING, OF_SESSION])
@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        (BASIC, "credential-not-recognised"),
        (BEARER, "credential-not-recognised"),
        (f"> X-CSRFToken: ImQ5Njc1OWY5MWNlYzkz\n{BEARER}", "credential-not-recognised"),
        ("", "no-credentials-sent"),
    ],
)
def test_a_session_is_missing(attempt, sent, slug, said):
    first = _first(attempt, sent, said)
    assert (first.slug, first.certainty.value != "certain") == (slug, True)


@pytest.mark.parametrize(
    ("sent", "method"), [(COOKIE, "GET"), (COOKIE + BASIC, "GET"), (BASIC, "POST")]
)
def test_the_token_is_missing(attempt, sent, method):
    assert _first(attempt, sent, method=method).cause.value == "csrf-failure"


def test_a_login_that_gets_a_session_with_403_was_taken(attempt):
    text = CALL.format(method="GET", sent=BASIC, said=MISSING).replace("401 UNAUTHORIZED", "403 No")
    assert diagnose(attempt(text)).findings[0].slug == "csrf-token-missing"


PREFLIGHT = "This operation has been blocked as a potential Cross-Site Request Forgery (CSRF)."


def test_a_read_that_is_called_bad_lacks_a_header_that_no_form_can_set(attempt):
    text = CALL.format(method="GET", sent=BEARER, said=PREFLIGHT)
    bad = text.replace("401 UNAUTHORIZED", "400 Bad Request")
    assert diagnose(attempt(bad)).findings[0].cause.value == "csrf-failure"
    assert diagnose(attempt(text)).findings[0].cause.value == "missing-credentials"
