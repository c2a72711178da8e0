"""Sessions that lay unused, each beside a trace in which something else is the matter."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge
from inspector.model.exchange import Failure

KEY = "Zk3pWq8rTn5vLx2cYb7m"
LOGIN = """
> POST https://index.test/services/auth/login
> Content-Type: application/x-www-form-urlencoded
>> username=ann&password=pw-of-ann
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Content-Type: {type}
<< {body}
"""
CALL = """---
> GET https://index.test/jobs/7
> Authorization: Index {key}
< {status}
< Date: Mon, 02 Mar 2026 {time}:00 GMT
"""
XML = f"<response><sessionKey>{KEY}</sessionKey></response>"
OTHER = "<response><jobKey>none-of-yours</jobKey></response>"


def _first(attempt, text):
    found = judge(Trace(attempt(text))).findings
    return found[0].cause.value if found else ""


def _calls(*times):
    accepted = "".join(CALL.format(key=KEY, status="200 OK", time=one) for one in times[:-1])
    return accepted + CALL.format(key=KEY, status="401 Unauthorized", time=times[-1])


@pytest.mark.parametrize(
    ("body", "times", "cause"),
    [
        (XML, ("09:02", "09:40", "10:12", "11:40"), "expired-session"),
        (OTHER, ("09:02", "09:40", "10:12", "11:40"), "invalid-credentials"),
        (XML, ("09:02", "09:04", "09:06", "09:08"), "revoked-token"),
    ],
)
def test_a_session_that_a_login_gave_in_xml(attempt, body, times, cause):
    text = LOGIN.format(type="text/xml", body=body) + _calls(*times)
    assert _first(attempt, text) == cause


@pytest.mark.parametrize(
    ("times", "cause"),
    [
        (("09:02", "09:12", "09:20", "10:30"), "expired-session"),  # never had it lain so long
        (
            ("09:02", "09:12", "09:20", "09:25"),
            "revoked-token",
        ),  # it was good, so it is no wrong one
    ],
)
def test_a_token_of_a_login_that_never_lay_so_long(attempt, times, cause):
    body = f'{{"token": "{KEY}"}}'
    text = LOGIN.format(type="application/json", body=body) + _calls(*times)
    assert _first(attempt, text) == cause


LED = """
> GET https://wiki.test/api/tree
> Sec-Fetch-Mode: {mode}
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Content-Type: application/json
<< {{"pages": [1]}}
---
> GET https://wiki.test/api/tree
> Sec-Fetch-Mode: {mode}
< 302 Found
< Date: Mon, 02 Mar 2026 19:00:00 GMT
< Location: {target}
---
> GET {target}
> Sec-Fetch-Mode: {mode}
< 200 OK
"""
NOTHING = Failure(kind="no-reply", stage="request", message="net::ERR_FAILED")


GATE = "https://gate.other.test/login/wiki.test"


@pytest.mark.parametrize(
    ("mode", "entry", "cause"),
    [("cors", 1, "expired-session"), ("navigate", 2, "provider-unreachable")],
)
def test_a_script_that_was_led_to_a_login_elsewhere(attempt, mode, entry, cause):
    led = attempt(LED.format(mode=mode, target=GATE), may_be_sanitised=True)
    last = replace(led.exchanges[-1], reply=None, failure=NOTHING)
    verdict = judge(Trace(replace(led, exchanges=(*led.exchanges[:-1], last))))
    assert (verdict.entry, verdict.findings[0].cause.value) == (entry, cause)


# ---------------- A script is refused after a pause, and the page is loaded anew later
SCRIPT = """> GET https://charts.test/api/series
> Cookie: sid={sid}
{by}
< {status}
< Date: Mon, 02 Mar 2026 {time} GMT
"""
PAGE = """> GET https://charts.test/
> Cookie: sid=8c1f2b7d9e0a4c638c1f
< 302 Found
< Date: Mon, 02 Mar 2026 {time} GMT
< Location: https://id.test/authorize?client_id=charts&state=0a1b2c3d4e
---
> GET https://charts.test/cb?code=VbZxVQZV5WY7vQC3&state=0a1b2c3d4e
< 302 Found
< Date: Mon, 02 Mar 2026 {time} GMT
< Location: https://charts.test/
< Set-Cookie: sid=0f9e8d7c6b5a43210f9e; Path=/
"""
OLD, NEW = "8c1f2b7d9e0a4c638c1f", "0f9e8d7c6b5a43210f9e"
BY_SCRIPT = "> X-Requested-With: XMLHttpRequest"


@pytest.mark.parametrize(
    ("times", "anew", "by", "cause"),
    [
        (
            ("12:00:05", "12:02:11", "12:06:40", "12:12:03"),
            "12:12:30",
            BY_SCRIPT,
            "expired-session",
        ),
        # The program began its login at once, and nobody saw an error.
        (("12:00:05", "12:02:11", "12:06:40", "12:12:03"), "12:12:04", BY_SCRIPT, ""),
        # Whoever loads a page sees the login.
        (("12:00:05", "12:02:11", "12:06:40", "12:12:03"), "12:12:30", "> Accept: text/html", ""),
        # It had lain for longer before.
        (("12:00:05", "12:02:11", "12:30:40", "12:36:03"), "12:36:30", BY_SCRIPT, ""),
        # There is no pause at all.
        (("12:00:05", "12:00:07", "12:00:08", "12:00:20"), "12:01:30", BY_SCRIPT, ""),
    ],
)
def test_a_script_after_the_longest_pause(attempt, times, anew, by, cause):
    *before, refused = times
    calls = [SCRIPT.format(sid=OLD, by=by, status="200 OK", time=one) for one in before]
    calls.append(SCRIPT.format(sid=OLD, by=by, status="401 Unauthorized", time=refused))
    later = SCRIPT.format(sid=NEW, by=by, status="200 OK", time=anew)
    text = "---\n".join([*calls, PAGE.format(time=anew), later])
    assert _first(attempt, text) == cause
