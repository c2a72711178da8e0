"""A token for calls in a cookie, where nobody is known: Authorization is read, as it seems."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of
from tests.unit.diagnose.rare_findings import jwt

DATE = "< Date: Tue, 14 Nov 2023 22:00:00 GMT"  # 1699999200
GOOD, OVER = jwt({"sub": "ada", "exp": 1700002800}), jwt({"sub": "ada", "exp": 1699990000})


def _first(cookies, status="401 Unauthorized", words="Unauthorized"):
    return (
        diagnose(
            attempt_of(
                f"> GET https://home.test/api/users\n> Cookie: {cookies}\n< {status}\n{DATE}\n"
                f'< Content-Type: application/json\n<< {{"message": "{words}"}}'
            )
        )
        .findings[0]
        .slug
    )


@pytest.mark.parametrize("name", ["token", "access_token", "accessToken", "jwt"])
def test_a_good_token_that_nobody_looks_at(name):
    assert _first(f"{name}={GOOD}") == "key-in-wrong-place"


@pytest.mark.parametrize(
    ("cookies", "more"),
    [
        (f"token={OVER}", {}),
        (f"session={GOOD}", {}),
        (f"token={GOOD}; sid=5f1c9a0b7d3e4f2a", {}),
        (f"token={GOOD}", {"words": "CSRF token missing"}),
        (f"token={GOOD}", {"words": "Session expired"}),
        (f"token={GOOD}", {"status": "403 Forbidden"}),
    ],
)
def test_it_is_over_or_a_session_or_a_reason_is_given(cookies, more):
    assert _first(cookies, **more) != "key-in-wrong-place"
