"""What a restarted server no longer knows, each beside a trace in which nothing began anew."""

import pytest

from inspector.diagnose.causes.story import restarts
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge
from tests.unit.diagnose.rare_findings import jwt

TOKEN = "c0ffee-7d1f20c4e93ab51"
STATUS = """> GET https://box.test/api/status
< 200 OK
< Content-Type: application/json
<< {"%s": "%s"}
"""
CALL = """> GET https://box.test/api/items
> Authorization: Bearer %s
< %s
"""
BY_KEY = CALL.replace("Authorization: Bearer", "X-Api-Key:")


def _trace(attempt, *entries):
    return Trace(attempt("---\n".join(entries)))


def _slugs(trace):
    return [one.slug for one in restarts.lost_at_a_restart(trace.case(len(trace) - 1))]


OLD, NEW = STATUS % ("Version", "2.1.4"), STATUS % ("Version", "2.1.5")
GIVEN, AWAY, REFUSED = (CALL % (TOKEN, one) for one in ("200 OK", "502 Bad Gateway", "401 No"))


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((OLD, GIVEN, AWAY, NEW, REFUSED), ["lost-at-restart"]),
        ((OLD, GIVEN, NEW, REFUSED), ["lost-at-restart"]),
        ((GIVEN, AWAY, REFUSED), ["lost-at-restart"]),
        ((OLD, GIVEN, OLD, REFUSED), []),
        ((OLD, AWAY, NEW, GIVEN, REFUSED), []),  # it was taken after the restart
        ((GIVEN, AWAY, REFUSED, GIVEN, REFUSED), []),
        ((AWAY, REFUSED), []),
        (
            (STATUS % ("api_version", "3"), GIVEN, STATUS % ("api_version", "4"), REFUSED),
            [],  # which its caller asks for
        ),
        (tuple(BY_KEY % (TOKEN, one) for one in ("200 OK", "502 Bad Gateway", "401 No")), []),
    ],
)
def test_between_the_last_that_was_taken_and_the_refusal(attempt, entries, found):
    assert _slugs(_trace(attempt, *entries)) == found


def test_a_restart_comes_before_a_token_that_was_taken_back(attempt):
    trace = _trace(attempt, OLD, GIVEN, AWAY, NEW, REFUSED)
    assert judge(trace).findings[0].slug == "lost-at-restart"


def test_another_host_that_is_away_says_nothing(attempt):
    away = AWAY.replace("box.test", "other.test")
    assert _slugs(_trace(attempt, GIVEN, away, REFUSED)) == []


GIVEN_OUT = """> POST https://%s/login
> Content-Type: application/json
>> {"user": "ann", "password": "pw-of-ann"}
< 200 OK
< Content-Type: application/json
<< {"access_token": "%s"}
"""


@pytest.mark.parametrize(("host", "found"), [("box.test", ["lost-at-restart"]), ("id.test", [])])
def test_what_another_host_gave_out_outlives_a_restart(attempt, host, found):
    assert _slugs(_trace(attempt, GIVEN_OUT % (host, TOKEN), GIVEN, AWAY, REFUSED)) == found


@pytest.mark.parametrize(("iss", "found"), [("https://id.test", []), ("box", ["lost-at-restart"])])
def test_a_token_of_another_issuer_outlives_a_restart(attempt, iss, found):
    own = jwt({"iss": iss, "sub": "ann"})
    entries = [each.replace(TOKEN, own) for each in (GIVEN, AWAY, REFUSED)]
    assert _slugs(_trace(attempt, *entries)) == found


SITE = """> GET https://site.test/plots%s
> Cookie: %s=eyJfZnJlc2giOnRydWV9.aWeh4w.oeR6T7cgBpVdUsav7EM2
< %s
"""
FORM = """> GET https://site.test/login
%s< 200 OK
< Content-Type: text/html
<< <title>Sign in</title><p class=flashes>Please log in to access this page.</p><input type=password>
"""
ANEW = "eyJfZmxhc2hlcyI6W119.aWeozA.vHhFRZpN4SiKXRMxSOg5"


@pytest.mark.parametrize("name", ["session", "kabin", "_site_key", "uid"])
@pytest.mark.parametrize(
    ("set_cookie", "sent"),
    [
        ("< Set-Cookie: {name}={anew}; HttpOnly\n", "> Cookie: {name}={anew}\n"),
        ("< Set-Cookie: {name}=; Max-Age=0\n", ""),
        ("", "> Cookie: {name}=eyJfZnJlc2giOnRydWV9.aWeh4w.oeR6T7cgBpVdUsav7EM2\n"),
    ],
)
@pytest.mark.parametrize("page", [True, False])
def test_a_session_led_to_a_login_that_begins_another(attempt, name, set_cookie, sent, page):
    given = SITE % ("", name, "200 OK")
    away = SITE % ("/13", name, "502 Bad Gateway")
    led = SITE % ("/13", name, "302 Found\n< Location: /login\n") + set_cookie
    entries = [given, away, led, FORM % sent] if page else [given, away, led]
    found = judge(_trace(attempt, *(one.format(name=name, anew=ANEW) for one in entries)))
    assert (found.findings[0].slug, found.findings[0].certainty) == (
        "lost-at-restart",
        "very-likely",
    )


def test_a_session_that_the_reply_deletes_has_ended_though_it_was_good_moments_ago(attempt):
    given, led = (
        SITE % (path, "kabin", status) for path, status in (("", "200 OK"), ("/13", "302 Found"))
    )
    led += "< Location: /login\n"
    deleted = led + "< Set-Cookie: kabin=; Max-Age=0\n"
    first = [judge(_trace(attempt, given, one)).findings[0].cause.value for one in (led, deleted)]
    assert first == ["insufficient-permissions", "expired-session"]
