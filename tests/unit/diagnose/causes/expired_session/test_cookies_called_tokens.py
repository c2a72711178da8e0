"""A reply calls a session's cookie a token that has expired."""

import pytest

from inspector.diagnose.diagnosing import diagnose

CALL = """
> GET https://fabric.test/health
> {sent}
< 403 Forbidden
< Content-Type: application/json
<< {{"error": {{"code": "403", "text": "Token was invalid (Error: Token timeout)"}}}}
"""


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        ("Cookie: FABRIC-cookie=z72gsPpUdRTLuVL9BgePBESWf6EW43ZGqBdNboyPqMP8", "session-ended"),
        ("Authorization: Bearer z72gsPpUdRTLuVL9BgePBESWf6EW43ZGqBdN", "token-expired"),
    ],
)
def test_a_cookie_is_a_session_whatever_it_is_called(attempt, sent, first):
    assert diagnose(attempt(CALL.format(sent=sent))).findings[0].slug == first
