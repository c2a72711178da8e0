"""Each family without a finding has a fact against it, or what would speak for it."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.judging.ruled_out import ruled_out
from inspector.model.finding import Cause

BEARER = "> GET https://a.test/x\n> Authorization: Bearer abcdefgh12345678"
LATER = f"{BEARER}\n< 403 Forbidden\n---\n{BEARER.replace('/x', '/y')}\n< 200 OK"
SAME = f"{BEARER}\n< 403 No\n---\n{BEARER}9\n< 200 OK"
AGAIN = f"{BEARER}\n< 403 No\n---\n{BEARER}\n< 200 OK"
COOKIE = "> GET https://a.test/x\n> Cookie: sessionid=abc123def456ghi789\n"
RENEWED = f"{COOKIE}< 401 No\n---\n{COOKIE}< 200 OK"
TENANT = f"{BEARER}\n> X-Tenant: a\n< 404 No\n---\n{BEARER}\n> X-Tenant: b\n< 200 OK"
READ = f'{BEARER}\n< 401 No\n< WWW-Authenticate: Bearer error_description="token expired"'


def account(attempt, text, **more):
    case = Trace(attempt(text, **more)).case(0)
    return {one.cause: one for one in ruled_out(case, [Cause.CONFIGURATION])}


def test_all_of_them(attempt):
    out = account(attempt, "> GET https://a.test/\n< 401 Unauthorized")
    assert len(out) == 11
    assert out[Cause.CSRF_FAILURE].reason == "GET only reads and needs no CSRF token."
    assert out[Cause.CSRF_FAILURE].by_fact
    assert not out[Cause.PROVIDER_UNREACHABLE].by_fact


@pytest.mark.parametrize(
    ("text", "cause", "by_fact"),
    [
        ("> GET https://a.test/\n< 401 No", Cause.INVALID_CREDENTIALS, True),
        ("> GET https://a.test/?x=1\n< 401 No", Cause.INVALID_CREDENTIALS, False),
        ("> GET https://a.test/\n> Cookie: a=b\n< 401 No", Cause.EXPIRED_SESSION, False),
        ("> GET https://a.test/cb?code=a&state=b\n< 401 No", Cause.CSRF_FAILURE, False),
        ("> POST https://a.test/\n< 401 No", Cause.CSRF_FAILURE, False),
        (f"{BEARER}\n< 401 No", Cause.MISSING_CREDENTIALS, False),
        (READ, Cause.MISSING_CREDENTIALS, True),
        (f"{BEARER}\n< 401 No", Cause.REVOKED_TOKEN, False),
        (LATER, Cause.REVOKED_TOKEN, True),
        # A lock may have ended since.
        (LATER, Cause.ACCOUNT_LOCKED, False),
        (LATER, Cause.EXPIRED_SESSION, True),
        (RENEWED, Cause.EXPIRED_SESSION, False),
        (RENEWED, Cause.REVOKED_TOKEN, False),
        (SAME, Cause.REVOKED_TOKEN, False),
        (SAME, Cause.WRONG_ENDPOINT, False),
        (TENANT, Cause.WRONG_ENDPOINT, False),
        (AGAIN, Cause.WRONG_ENDPOINT, True),
        (AGAIN, Cause.SCHEME_MISMATCH, True),
        # The word is the right one; the kind of token behind it, or the client's way, may not be.
        (f"{BEARER}\n< 401 No\n< WWW-Authenticate: Bearer", Cause.SCHEME_MISMATCH, False),
        (f"{BEARER}\n< 401 No\n< WWW-Authenticate: Basic", Cause.SCHEME_MISMATCH, False),
        (f"{BEARER}\n< 401 No", Cause.NETWORK_BLOCKED, False),
    ],
)
def test_only_a_fact_rules_out(attempt, text, cause, by_fact):
    assert account(attempt, text)[cause].by_fact is by_fact


def test_a_fact_has_its_place_and_what_was_taken_away_is_none(attempt):
    bare = "> GET https://a.test/\n< 401 No"
    assert account(attempt, bare)[Cause.INVALID_CREDENTIALS].place is not None
    unsure = account(attempt, bare, may_be_sanitised=True)
    assert not unsure[Cause.INVALID_CREDENTIALS].by_fact


SECRET = "client_id=app&client_secret=abcdefgh12345678&grant_type=client_credentials"
TOLD = '< 401 No\n< Content-Type: application/json\n\n{{"error": "{}"}}'


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            f"> POST https://a.test/token\n\n{SECRET}\n" + TOLD.format("invalid_client"),
            Cause.MISSING_CREDENTIALS,
        ),
        (
            "> GET https://a.test/x\n> X-Access-Token: abcdefgh12345678abcd\n"
            + TOLD.format("Authentication Error"),
            Cause.MISSING_CREDENTIALS,
        ),
        (
            "> GET https://a.test/x\n> X-Access-Token: abcdefgh12345678abcd\n"
            + TOLD.format("Invalid credentials"),
            Cause.MISSING_CREDENTIALS,
        ),
        (
            f"{BEARER}\n> Cookie: sessionid=abcdefgh12345678\n" + TOLD.format("Token expired"),
            Cause.MISSING_CREDENTIALS,
        ),
        (
            f'{BEARER}\n< 401 No\n< WWW-Authenticate: Bearer error="insufficient_scope"',
            Cause.MISSING_CREDENTIALS,
        ),
        ("> GET https://a.test/x\n> Shop-Pass: abc\n< 401 No", Cause.INVALID_CREDENTIALS),
        ("> GET https://a.test/x\n> Shop-Pass: abc\n< 401 No", Cause.REVOKED_TOKEN),
        ("> GET https://a.test/x\n< 403 No", Cause.INSUFFICIENT_PERMISSIONS),
        ("> GET https://a.test/x\n< 401 No", Cause.EXPIRED_SESSION),
        ("> GET https://a.test/x\n> Cookie: sessionid=abc123\n< 403 No", Cause.CSRF_FAILURE),
        ("> GET https://a.test/x\n> Referer: https://b.test/\n< 403 No", Cause.CSRF_FAILURE),
    ],
)
def test_what_only_seems_to_contradict_rules_nothing_out(attempt, text, cause):
    case = Trace(attempt(text)).case(0)
    assert not next(one for one in ruled_out(case, []) if one.cause is cause).by_fact
