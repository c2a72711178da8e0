"""A token that ended while nobody could renew it: the provider is first, the end follows from it."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.causes.provider_unreachable.providers import renewal_failed
from inspector.diagnose.facts.case import Trace

TOKEN = "813ccc8d69304aee0f035d747a963c1e"
RENEWAL = """> POST https://id.berth.test/oauth2/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&refresh_token=360b31161b6481fe53e11d53&client_id=c1
"""
GIVEN = f"""{RENEWAL}< 200 OK
< Date: Sat, 11 Apr 2026 10:40:12 GMT
< Content-Type: application/json
<< {{"access_token": "{TOKEN}", "expires_in": 10800}}"""
ENDED = f"""> GET https://api.berth.test/boats
> Authorization: Bearer {TOKEN}
< 403 Forbidden
< Date: Sat, 11 Apr 2026 13:41:04 GMT
< Content-Type: application/json
<< {{"error": {{"message": "Access token expired"}}}}"""
FAILED = f"{RENEWAL}< 503 Service Unavailable\n< Date: Sat, 11 Apr 2026 13:40:39 GMT"


def test_the_end_follows_from_what_could_not_be_renewed(attempt):
    trace = Trace(attempt(f"{GIVEN}\n---\n{FAILED}\n---\n{ENDED}"))
    (found,) = renewal_failed(trace.case(2))
    assert found.values["host"] == "id.berth.test"
    assert diagnose(trace.attempt).findings[0].slug == "token-endpoint-failed"


@pytest.mark.parametrize("between", [(), (FAILED, GIVEN), (FAILED.replace("POST", "GET"),)])
def test_where_it_was_not_tried_or_was_renewed_it_does_not(attempt, between):
    trace = Trace(attempt("\n---\n".join((GIVEN, *between, ENDED))))
    assert not list(renewal_failed(trace.case(len(trace) - 1)))
