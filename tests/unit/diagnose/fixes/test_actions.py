"""Actions say what they will send."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import actions
from inspector.model.finding import Cause
from inspector.model.fix import Action, Field
from tests.fixtures.experimenting import jwt

NONE = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="x", weight=0.5)


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_a_token_is_fetched_where_it_was_before(attempt):
    found = actions.fetch_token(
        case(
            attempt,
            """
            > POST https://i.test/token
            > Content-Type: application/x-www-form-urlencoded
            >> grant_type=client_credentials
            < 200 OK
            ---
            > GET https://a.test/?secret=1
            > Authorization: Bearer abc
            < 401 No
            """,
        ),
        NONE,
    )
    assert found.action == Action("fetch-token", "https://i.test/token")
    assert found.sends == "A token request, then GET https://a.test/"


def test_waiting(attempt):
    slow = case(attempt, "> GET https://a.test/\n< 503 No\n< Retry-After: 9")
    assert actions.wait_and_retry(slow, NONE).action == Action("wait", "9")


@pytest.mark.parametrize(
    ("sent", "status", "risk"),
    [
        (f"Bearer {jwt(sub='ada')}", 401, "login-attempt"),
        (f"Bearer {jwt(sub='ada')}", 503, "none"),  # nobody looked at it
        (f"Bearer {jwt(sub=None)}", 401, "none"),
        ("Bearer opaque-7f31", 401, "none"),
        ("Basic YWRhOnB3", 503, "none"),
    ],
)
def test_once_more_in_a_refused_name_counts_as_a_login_attempt(attempt, sent, status, risk):
    found = case(attempt, f"> GET https://a.test/\n> Authorization: {sent}\n< {status} No")
    assert actions.wait_and_retry(found, NONE).risk == risk


LOG_IN = "> POST https://a.test/rpc\n> Content-Type: application/json\n"
RPC = '>> {"method": "base.login", "params": ["ada", {"password": "pw"}]}\n'


@pytest.mark.parametrize(
    ("recorded", "repeats"),
    [
        (f"{LOG_IN}{RPC}< 401 No", False),
        ("> GET https://a.test/\n> Authorization: Basic YWRhOnB3\n< 401 No", False),
        (f"{LOG_IN}{RPC}< 401 No\n< Retry-After: 9", True),
        (f"{LOG_IN}{RPC}< 401 No\n<< Cannot reach the LDAP server", True),
        (f"{LOG_IN}{RPC}< 503 No", True),  # nobody looked at it
        ("> GET https://a.test/\n> Authorization: Bearer 7f31\n< 401 No", True),
    ],
)
def test_a_password_that_was_turned_away_is_not_repeated_on_a_guess(attempt, recorded, repeats):
    assert (actions.wait_and_retry(case(attempt, recorded), NONE) is not None) == repeats


def asking(**values):
    return Suspicion(cause=Cause.CONFIGURATION, slug="x", weight=1, values=values)


def test_scope_and_audience_go_into_the_token_request(attempt):
    plain = case(attempt, "> GET https://a.test/\n> Authorization: Bearer abc\n< 403 No")
    scope = actions.ask_scope(plain, asking(scope="orders:read, orders:write"))
    assert scope.title == "Ask for orders:read orders:write and resend"
    assert scope.changes[0].field == Field("token-request", "scope")
    assert scope.action == Action("fetch-token")
    audience = actions.ask_audience(plain, asking(wanted="https://api.test"))
    assert audience.changes[0].after == "https://api.test"


def test_what_is_not_named_is_not_asked_for(attempt):
    plain = case(attempt, "> GET https://a.test/\n< 403 No")
    assert actions.ask_scope(plain, NONE) is None
    assert actions.ask_audience(plain, NONE) is None
    assert actions.ask_audience(plain, asking(wanted="this API")) is None


def test_waiting_only_where_it_is_told(attempt):
    assert actions.wait_where_told(case(attempt, "> GET https://a.test/\n< 429 No"), NONE) is None
    told = case(attempt, "> GET https://a.test/\n< 429 No\n< Retry-After: 9")
    assert actions.wait_where_told(told, NONE).title == "Try again in 9 s"
