"""Two requests with the same lines may carry other credentials in their queries."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsIm4iOiI%s"
VALUES = ("9f8a7d6e5c4b3a2f1e0d9f8a7d6e5c4b", "1b8a7d6e5c4b3a2f1e0d9f8a7d6e5c9c")


@pytest.mark.parametrize(
    "name", ["ticket", "wsTicket", "bewit", "token", "%74icket", "acc%65ss_token", "ws_key"]
)
def test_a_key_of_another_value_is_another_one(attempt, name):
    assert held(attempt, *(f"{name}={value}" for value in VALUES)) == set(VALUES)


@pytest.mark.parametrize("name", ["t", "%74", "ticket"])
def test_a_token_under_any_name_is_another_one(attempt, name):
    tokens = {f"{JWT % 'x'}.{value}" for value in VALUES}
    assert held(attempt, *(f"{name}={token}" for token in sorted(tokens))) == tokens


def held(attempt, *queries):
    """Return the values that a trace of calls with these queries carries, once it is judged."""
    calls = [f"> GET https://a.test/x?{one}\n< 403 Forbidden\n<< no" for one in queries]
    tried = attempt("\n---\n".join(calls))
    assert diagnose(tried).entries
    trace = Trace(tried)
    lives = [trace.story.lives.sent_in(trace.case(index)) for index in range(len(calls))]
    return {use.credential.value for life in lives for one in life for use in one.uses}
