"""Who sends no cookie has no session to misuse: a missed CSRF token means that nobody was known."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.model.finding import Certainty

FORM = "> Content-Type: application/x-www-form-urlencoded"
REFUSED = '< 403 Forbidden\n< Content-Type: application/json\n<< {"error": "Invalid CSRF token"}'
KEY = "0b44f3ccae693126012e50485eea3ffe6f65e072"


def _first(attempt, *lines, path="/sync"):
    text = "\n".join((f"> POST https://tasks.test{path}", *lines, REFUSED))
    return diagnose(attempt(text)).findings[0]


@pytest.mark.parametrize(
    ("lines", "path"),
    [((FORM, f">> api_key={KEY}&full=1"), "/sync"), ((), f"/sync?access_token={KEY}")],
)
def test_a_key_in_query_or_body_was_not_seen(attempt, lines, path):
    found = _first(attempt, *lines, path=path)
    assert found.slug == "key-in-wrong-place"
    assert found.certainty is not Certainty.CERTAIN


@pytest.mark.parametrize(
    "lines",
    [
        ("> Cookie: sid=Zk3Q9vX2mB7tL0pR5sW8yC1n", FORM, f">> api_key={KEY}"),
        (FORM, ">> title=harbour"),
    ],
)
def test_with_a_session_or_without_any_key_the_token_is_missing(attempt, lines):
    assert _first(attempt, *lines).slug == "csrf-token-missing"
