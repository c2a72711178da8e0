"""Somebody was let in before with a credential that the record does not show."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.accepted_elsewhere import worked_unseen
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Cause, Certainty

FINE = '> GET https://wiki.test/api/pages\n< 200 OK\n<< {"pages": 4}\n---\n'
AWAY = "> GET https://wiki.test/api/pages\n< 302 Found\n< Location: /signin?next=/api/pages"
TWIN = "> GET https://wiki.test/api/users\n< 401 Unauthorized"


def last(attempt, text, *, stripped=True):
    trace = Trace(msgspec.structs.replace(attempt(text), may_be_sanitised=stripped))
    return trace.case(len(trace) - 1)


@pytest.mark.parametrize(
    ("text", "stripped", "found"),
    [
        (FINE + AWAY, True, True),
        (FINE + AWAY, False, True),
        (FINE + TWIN, True, True),
        (FINE + TWIN, False, False),
        (AWAY, True, False),
        (FINE.replace("https://wiki", "https://other") + AWAY, True, False),
        (FINE.replace("api/pages", "api/login") + TWIN, True, False),
    ],
)
def test_worked_unseen(attempt, text, stripped, found):
    assert (worked_unseen(last(attempt, text, stripped=stripped)) is not None) is found


@pytest.mark.parametrize("end", [AWAY, TWIN.replace("users", "pages")])
def test_an_export_without_cookies_tells_of_a_session_that_ended(attempt, end):
    text = msgspec.structs.replace(attempt(FINE + end), may_be_sanitised=True)
    first = diagnose(text).findings[0]
    assert first.cause is Cause.EXPIRED_SESSION
    assert first.certainty is Certainty.POSSIBLE


def test_words_of_an_ended_session_count_in_an_export(attempt):
    said = '> POST https://crm.test/rpc\n< 200 OK\n<< {"error": {"message": "Session timed out"}}'
    text = msgspec.structs.replace(attempt(said), may_be_sanitised=True)
    assert diagnose(text).findings[0].cause is Cause.EXPIRED_SESSION
