"""Each family without a finding has a fact against it, or what would speak for it."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.judging.ruled_out import ruled_out
from inspector.model.finding import Cause

BEARER = "> GET https://a.test/x\n> Authorization: Bearer abcdefgh12345678"
LATER = f"{BEARER}\n< 403 Forbidden\n---\n{BEARER.replace('/x', '/y')}\n< 200 OK"
SAME = f"{BEARER}\n< 403 No\n---\n{BEARER}9\n< 200 OK"
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
        (LATER, Cause.ACCOUNT_LOCKED, True),
        (SAME, Cause.REVOKED_TOKEN, False),
        (SAME, Cause.WRONG_ENDPOINT, True),
        (f"{BEARER}\n< 401 No\n< WWW-Authenticate: Bearer", Cause.SCHEME_MISMATCH, True),
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
