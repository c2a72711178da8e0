"""The reply: times, cookies, redirects, login pages."""

from datetime import UTC, datetime

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.protocol.dates import http_date
from tests.fixtures.short_texts import attempt_of


def heard(attempt, text):
    return Trace(attempt("> GET https://a.test/x\n" + text)).case(0).heard


def test_dates():
    assert http_date("Wed, 15 Nov 2023 00:13:20 GMT") == datetime(
        2023, 11, 15, 0, 13, 20, tzinfo=UTC
    )
    assert http_date("yesterday") is None
    assert http_date("") is None


@pytest.mark.parametrize(
    ("location", "login"),
    [
        ("/login?next=/x", True),
        ("https://sso.b.test/", True),
        ("https://login.microsoftonline.com/common/oauth2/authorize", True),
        ("/new", False),
    ],
)
def test_ways_to_a_login(attempt, location, login):
    assert heard(attempt, f"< 302 Found\n< Location: {location}").leads_to_login is login


def test_portals_are_at_other_hosts(attempt):
    assert heard(attempt, "< 302 Found\n< Location: http://10.0.0.1/portal").leads_to_portal
    assert not heard(attempt, "< 302 Found\n< Location: https://a.test/portal").leads_to_portal


def test_login_pages(attempt):
    page = "< 200 OK\n< Content-Type: text/html\n<< <html><title>Sign in</title></html>"
    assert heard(attempt, page).is_login_page
    assert not heard(attempt, page.replace("Sign in", "Orders")).is_login_page


def test_retry_after(attempt):
    date = "< Date: Wed, 15 Nov 2023 00:13:20 GMT\n"
    assert heard(attempt, "< 429 Slow\n< Retry-After: 7").seconds_to_wait == 7
    later = heard(attempt, f"< 429 Slow\n{date}< Retry-After: Wed, 15 Nov 2023 00:14:20 GMT")
    assert later.seconds_to_wait == 60
    assert heard(attempt, "< 429 Slow\n< Retry-After: soon").seconds_to_wait is None


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        ("429 Slow", ["X-Retry-After: 9"], 9),
        ("429 Slow", ["X-RateLimit-Reset: 1700007260"], 60),  # GitHub's is a moment
        ("429 Slow", ["RateLimit-Reset: 30"], 30),
        ("429 Slow", ["X-RateLimit-Reset-After: 1.25"], 1),  # Discord's has a fraction
        ("429 Slow", ["RateLimit: limit=5, remaining=0, reset=12"], 12),
        ("429 Slow", ['RateLimit: "burst";r=0;t=14'], 14),
        ("429 Slow", ["X-RateLimit-Reset: 1700007260", "Retry-After: 3"], 3),
        ("403 Forbidden", ["X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1700007260"], 60),
        ("403 Forbidden", ['RateLimit: "burst";r=0;t=14'], 14),
        ("403 Forbidden", ['RateLimit: "burst";r=5;t=14'], None),
        ("403 Forbidden", ["X-RateLimit-Remaining: 41", "X-RateLimit-Reset: 1700007260"], None),
        ("429 Slow", ["X-RateLimit-Reset: soon"], None),
    ],
)
def test_the_end_of_a_limit_is_a_time_to_wait(attempt, status, headers, seconds):
    lines = "".join(f"\n< {line}" for line in ("Date: Wed, 15 Nov 2023 00:13:20 GMT", *headers))
    assert heard(attempt, f"< {status}{lines}").seconds_to_wait == seconds


def test_error_codes_and_parameters(attempt):
    reply = heard(attempt, '< 401 Unauthorized\n< WWW-Authenticate: Bearer error="Invalid_Token"')
    assert reply.error[0] == "invalid_token"
    assert reply.schemes == ("bearer",)
    assert reply.parameter("scope") == ("", None)
    assert heard(attempt, '< 400 Bad Request\n<< {"error":"invalid_grant"}').error[0] == (
        "invalid_grant"
    )
    assert heard(attempt, "< 299").phrase == "299"


def test_what_is_quoted_of_a_reply_is_read_as_utf8(attempt):
    said = '< 401 Ungültig\n< WWW-Authenticate: Bearer realm="Büro"'
    reply = heard(attempt, said)
    assert reply.phrase == "401 Ungültig"
    assert reply.parameter("realm")[0] == "Büro"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("< 200 OK\n<< Too many logins of late. Please wait 8 seconds before the next.", 8),
        ("< 403 No\n<< Try again in 5 minutes", 300),
        ("< 403 No\n< Retry-After: 3\n<< Try again in 5 minutes", 3),
        ("< 403 No\n<< The job took 8 seconds", None),
        ("< 403 No\n<< Wait for the administrator", None),
    ],
)
def test_a_time_to_wait_is_read_in_words_too(text, seconds):
    attempt = attempt_of(f"> POST https://a.test/login\n{text}")
    assert Trace(attempt).case(0).heard.seconds_to_wait == seconds
