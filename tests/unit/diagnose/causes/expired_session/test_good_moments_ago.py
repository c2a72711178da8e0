"""A session that another place took moments ago, and that is refused here without a reason."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.finding import Cause
from tests.fixtures.short_texts import attempt_of

COOKIE = "> Cookie: sessionid=32988veaxo3qmthexctzo0sfl778y33k\n"
DAY = "< Date: Tue, 04 Mar 2025 {}:00 GMT"


def _first(status, path="/people", at="09:01"):
    taken = f"> GET https://depot.test/orders\n{COOKIE}< 200 OK\n{DAY.format('09:00')}"
    refused = f"> GET https://depot.test{path}\n{COOKIE}< {status}\n{DAY.format(at)}"
    return diagnose(attempt_of(f"{taken}\n---\n{refused}")).findings[0].cause


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"status": "403 Forbidden"}, Cause.INSUFFICIENT_PERMISSIONS),  # who asks is known
        ({"status": "403 Forbidden", "path": "/orders"}, Cause.EXPIRED_SESSION),
        ({"status": "401 Unauthorized"}, Cause.EXPIRED_SESSION),
        ({"status": "403 Forbidden", "at": "21:30"}, Cause.EXPIRED_SESSION),
    ],
)
def test_forbidden_at_another_place_is_no_lost_session(asked, first):
    assert _first(**asked) == first
