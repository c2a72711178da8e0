"""A sign-in whose answer comes after the cookies that it began with have run out."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

BEGUN = """
> GET https://field.test/jobs
< 302 Found
< Date: Tue, 18 Jul 2017 20:41:07 GMT
< Location: https://id.test/authorize?client_id=field&response_type=code&state=CfDJ8IeShMFJ&redirect_uri=x
< Set-Cookie: .Correlation.zdmRVQ=N; expires=Tue, 18 Jul 2017 20:56:07 GMT; path=/signin-oidc
"""
BACK = """
> GET https://field.test/signin-oidc?code=c0de91&state=CfDJ8IeShMFJ
{cookie}< {status}
< Date: {date}
"""
LATE, IN_TIME = "Wed, 19 Jul 2017 06:58:30 GMT", "Tue, 18 Jul 2017 20:42:30 GMT"


def _found(date, status="500 Internal Server Error", cookie=""):
    back = BACK.format(date=date, status=status, cookie=cookie)
    return [one.slug for one in diagnose(attempt_of(f"{BEGUN}\n---\n{back}")).findings]


def test_the_cookie_that_it_began_with_ran_out():
    assert _found(LATE)[0] == "cookie-expired"


@pytest.mark.parametrize(
    "asked",
    [
        {"date": IN_TIME, "cookie": "> Cookie: .Correlation.zdmRVQ=N\n"},
        {"date": LATE, "status": "302 Found"},
    ],
)
def test_it_came_in_time_or_was_taken(asked):
    assert "cookie-expired" not in _found(**asked)
