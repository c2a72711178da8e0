"""Actions say what they will send."""

from inspector.diagnose.fixes import actions
from inspector.diagnose.suspicion import Suspicion
from inspector.diagnose.trace import Trace
from inspector.model.finding import Cause

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
    assert found.action == "fetch-token:https://i.test/token"
    assert found.sends == "A token request, then GET https://a.test/"


def test_waiting(attempt):
    slow = case(attempt, "> GET https://a.test/\n< 503 No\n< Retry-After: 9")
    assert actions.wait_and_retry(slow, NONE).action == "wait:9"
