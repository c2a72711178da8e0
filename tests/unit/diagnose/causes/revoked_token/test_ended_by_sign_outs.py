"""A sign-out of all sessions ends those of other programs of the same account."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.story.ends.sign_outs_elsewhere import signed_out_elsewhere

TRACE = """> GET https://chat.test/messages
> X-Auth-Token: TMbQCbB4bDzI1GVPozEK6Hh0uKWx9gscO6rIxkZpQ3t
> X-User-Id: E2M1zNBT
< 200 OK
< Content-Type: application/json
<< {{"messages": []}}
---
> POST https://chat.test/{call}
> X-Auth-Token: K3g0QW6BOii3s9IN1GSSAus0YEbv5ZsewWG38jSRTOA
> X-User-Id: {user}
< 200 OK
< Content-Type: application/json
<< {{"success": true}}
---
> GET https://chat.test/messages
> X-Auth-Token: TMbQCbB4bDzI1GVPozEK6Hh0uKWx9gscO6rIxkZpQ3t
> X-User-Id: E2M1zNBT
< 401 Unauthorized
< Content-Type: application/json
<< {{"message": "You must be logged in to do this."}}"""


@pytest.mark.parametrize(
    "call",
    [
        "users.logoutOtherClients",
        "logout?scope=global",
        "account/sessions/others",
        "auth/sign-out-everywhere",
    ],
)
def test_the_sign_out_of_another_session_is_told(attempt, call):
    text = TRACE.format(call=call, user="E2M1zNBT")
    assert diagnose(attempt(text)).findings[0].slug == "signed-out-elsewhere"


@pytest.mark.parametrize(
    ("call", "user"),
    [
        ("logout", "E2M1zNBT"),  # that session alone
        ("sessions/all-hands", "E2M1zNBT"),
        ("users.logoutOtherClients", "Q9p1zKKa"),  # of another account
    ],
)
def test_other_sign_outs_end_no_session_but_their_own(attempt, call, user):
    known = attempt(TRACE.format(call=call, user=user))
    trace = Trace(known)
    assert signed_out_elsewhere(trace.story, trace.case(0), trace.case(2)) is None
    assert "signed-out-elsewhere" not in {one.slug for one in diagnose(known).findings}
