"""Who is led to the login page of another host held a session here: the page knows nobody yet."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LED = """
> GET https://{host}/api/v1/query
> {sent}
< 200 OK
< Content-Type: application/json
<< {{"value": 41}}
---
> GET https://{host}/api/v1/query
> {sent}
< 302 Found
< Location: https://crew.access.test/login?redirect_url=%2Fapi
---
> GET https://crew.access.test/login?redirect_url=%2Fapi
< {page}
"""
PAGE = "200 OK\n< Content-Type: text/html\n<< <title>Sign in • Crew</title><input type=email>"
THEN = """
---
> GET https://metrics.acme.test/callback?code=0f1c2a77&state=b7
< 302 Found
< Location: https://metrics.acme.test/api/v1/query
< Set-Cookie: Authorization=fedcba9876543210; Secure; HttpOnly
---
> GET https://metrics.acme.test/api/v1/query
> Cookie: Authorization=fedcba9876543210
< 200 OK
< Content-Type: application/json
<< {"value": 41}
"""
HELD = "Cookie: Authorization=0123456789abcdef"


@pytest.mark.parametrize("host", ["metrics.acme.test", "events.acme.test", "app.acme.test"])
def test_a_session_that_ended(host):
    verdict = diagnose(attempt_of(LED.format(host=host, sent=HELD, page=PAGE)))
    assert (verdict.entry, verdict.findings[0].cause) == (1, "expired-session")


def test_the_login_itself_failed():
    page = "503 Service Unavailable\n< Content-Type: text/plain\n<< identity provider is down"
    verdict = diagnose(attempt_of(LED.format(host="app.acme.test", sent=HELD, page=page)))
    assert verdict.entry == 2


def test_somebody_logged_in_there():
    told = LED.format(host="metrics.acme.test", sent=HELD, page=PAGE) + THEN.lstrip()
    assert not diagnose(attempt_of(told)).findings


def test_a_script_of_a_page_that_came():
    page = "200 OK\n< Content-Type: text/html\n<< <title>Shop</title>"
    told = (
        f"> GET https://shop.test/\n< {page}\n---\n> GET https://metrics.other.test/tick\n< 403 No"
    )
    assert not diagnose(attempt_of(told)).findings
