"""A login that Basic carried yesterday and only Digest may carry today is no wrong password."""

import pytest

from inspector.diagnose import diagnose

PAIR = """> GET http://cam.lan/cgi/clock
> Authorization: Basic YWRtaW46YmlyY2gtNDctcm9hZA==
< 200 OK
< Content-Type: text/plain
<< 20:15
---
> GET http://cam.lan/cgi/clock
> Authorization: Basic YWRtaW46YmlyY2gtNDctcm9hZA==
< 401 Unauthorized
< WWW-Authenticate: {challenge}
"""


@pytest.mark.parametrize(
    ("challenge", "switched"),
    [
        ('Digest realm="cam", qop="auth", nonce="4432"', True),
        ("Negotiate", True),
        ('Basic realm="cam"', False),
    ],
)
def test_what_is_taken_now(attempt, challenge, switched):
    found = diagnose(attempt(PAIR.format(challenge=challenge))).findings
    assert (found[0].slug == "other-scheme-wanted") is switched
