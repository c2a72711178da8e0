"""Words that name nobody as the caller, although one said who it is; and what they are no sign of."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

REFUSED = """
> GET {address}
> {sent}
< {status}
< Content-Type: application/json
<< {{"message": "{words}"}}
"""
TOKEN = "X-Realm-Token: cc89778f-b616-4222-ab30-c09cba517366"
BEARER = "Authorization: Bearer ACIgTD0Bd2n3whhT30ikso8v6XH6hRvk"


def _first(words, sent=BEARER, status="403 Forbidden", address="https://a.test/things"):
    text = REFUSED.format(words=words, sent=sent, status=status, address=address)
    return diagnose(attempt_of(text)).findings[0].slug


@pytest.mark.parametrize(
    ("sent", "words", "unread"),
    [
        (TOKEN, "User 'system:anonymous' may not list things", True),
        (TOKEN, "permission denied for role anon", True),
        (TOKEN, "guest is not allowed to read things", True),
        (TOKEN, "principal 00000000-0000-0000-0000-000000000001 lacks permission thing:read", True),
        (BEARER, "anonymous is not allowed to access the repository", True),
        (TOKEN, "user jane is not allowed to read things", False),
        (
            TOKEN,
            "principal 5f0a9c71-0000-4000-8000-000000000001 lacks permission thing:read",
            False,
        ),
        (TOKEN, "the guest list needs the permission thing:read", False),
        ("Authorization: Basic Z3Vlc3Q6Z3Vlc3Q=", "User guest lacks the permission", False),
    ],
)
def test_a_caller_whom_the_reply_does_not_know(sent, words, unread):
    assert (_first(words, sent) == "credential-not-recognised") is unread


@pytest.mark.parametrize(
    ("words", "elsewhere"),
    [
        ("No parameter 'HTTP_ACMEAPIKEY' on HTTP header", True),
        ("HTTP_X_REALM_TOKEN is not set", True),
        ("X-Realm-Token was not found in the request headers", True),
        ("Invalid HTTP_X_REALM_TOKEN", False),  # it was found
        ("No token was found in the Authorization header", False),
    ],
)
def test_a_header_that_the_reply_looks_for(words, elsewhere):
    assert (_first(words, status="401 Unauthorized") == "key-in-wrong-place") is elsewhere


@pytest.mark.parametrize(
    ("words", "revoked"),
    [
        ("Token has been deauthorized by user", True),
        ("The user has disconnected this app", True),
        ("App was uninstalled from the workspace", True),
        ("The account holder removed access for this application", True),
        ("The printer is disconnected", False),
        ("User has not authorized this application", False),
        ("Users who removed apps are listed here", False),
    ],
)
def test_access_that_its_user_took_back(words, revoked):
    assert (_first(words, status="401 Unauthorized") == "token-revoked") is revoked


@pytest.mark.parametrize(
    ("address", "words", "wanted"),
    [
        ("http://a.test:8080/v1", "Password not allowed for insecure authentication", True),
        ("http://a.test:8080/v1", "Basic is not allowed over HTTP", True),
        ("http://a.test:8080/v1", "Tokens are not accepted without TLS", True),
        ("http://a.test:8080/v1", "The password is insecure, choose another one", False),
        ("http://a.test:8080/v1", "Login is not allowed on plain accounts", False),
    ],
)
def test_a_way_that_is_not_safe(address, words, wanted):
    sent = "Authorization: Basic YW5uOnB3LW9mLWFubg=="
    assert (_first(words, sent, "401 Unauthorized", address) == "https-wanted") is wanted
