"""An id of a connection says which one it is, not who calls; what it is sent with does."""

import pytest

from inspector.story.healthy import why_healthy

POLLED = """
> GET https://play.test/live/?transport=polling&sid=8c1f2b7d9e0a4c63
> Cookie: auth=0123456789abcdef0123456789abcdef
< 400 Bad Request
< Content-Type: application/json
<< {{"code": 1, "message": "Session ID unknown"}}
---
> {opening}
> Cookie: auth={cookie}
< 200 OK
<< 0{{"sid": "{given}", "pingInterval": 25000}}
---
> GET https://play.test/live/?transport=polling&sid=5e4d3c2b1a098f7e
> Cookie: auth={cookie}
< 200 OK
<< 2
"""
SAME, OTHER = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
OPENS = "GET https://play.test/live/?transport=polling"


@pytest.mark.parametrize(
    ("opening", "cookie", "given", "healthy"),
    [
        (OPENS, SAME, "5e4d3c2b1a098f7e", True),
        (OPENS, OTHER, "5e4d3c2b1a098f7e", False),
        (OPENS, SAME, "aaaa3c2b1a098f7e", False),
        (f"{OPENS}&user=ann&passwd=Kite-7fz", SAME, "5e4d3c2b1a098f7e", False),
    ],
)
def test_a_connection_that_was_opened_anew(story, opening, cookie, given, healthy):
    told = story(POLLED.format(opening=opening, cookie=cookie, given=given))
    why = why_healthy(told, told.entries[0])
    assert ("opened another one" in why) is healthy


# ---------------- A program that is told where its browser has to go
SENT_ON = """
> POST https://id.test/flows/login
> Content-Type: application/json
>> {{"method": "oidc", "provider": "lab"}}
< 422 Unprocessable Entity
< Content-Type: application/json
<< {{"error": {{"reason": "Please go to: {told}"}}}}
---
> GET https://sso.test/authorize?client_id=shop&state=0a1b2c3d4e
< {there}
---
> GET https://id.test/whoami
> Cookie: id_session=0f9e8d7c6b5a43210f9e8d7c6b5a4321
< {back}
"""
AUTHORIZE = "https://sso.test/authorize?client_id=shop&state=0a1b2c3d4e"
GIVEN = "200 OK\n< Set-Cookie: id_session=0f9e8d7c6b5a43210f9e8d7c6b5a4321"


@pytest.mark.parametrize(
    ("told", "there", "back", "healthy"),
    [
        (AUTHORIZE, GIVEN, "200 OK", True),
        ("https://docs.test/errors#422", GIVEN, "200 OK", False),
        (AUTHORIZE, "400 Bad Request", "200 OK", False),
        (AUTHORIZE, "200 OK", "401 Unauthorized", False),
    ],
)
def test_a_browser_that_went_where_an_error_said(story, told, there, back, healthy):
    trace = story(SENT_ON.format(told=told, there=there, back=back))
    assert ("came back from there" in why_healthy(trace, trace.entries[0])) is healthy


# ---------------- The password of a shared link, where a session goes on as it was
BEFORE = """
> GET https://files.test/s/k3tide
> Cookie: fsid=0123456789abcdef0123456789abcdef
< 200 OK
< Content-Type: text/html
<< <h1>Tides.pdf</h1>
---
"""
SHARED = """
> GET https://files.test/s/k3tide
> Cookie: fsid=0123456789abcdef0123456789abcdef
< 303 See Other
< Location: https://files.test/s/k3tide/authenticate
---
> GET https://files.test/s/k3tide/authenticate
> Cookie: fsid=0123456789abcdef0123456789abcdef
< 200 OK
< Content-Type: text/html
<< <form method="post"><input type="password" name="password"></form>
---
> POST https://files.test/s/k3tide/authenticate
> Cookie: fsid=0123456789abcdef0123456789abcdef
> Content-Type: application/x-www-form-urlencoded
>> password=Kite7&sharingType=3
< 303 See Other
< Location: {led}
---
> GET https://files.test/s/k3tide
> Cookie: fsid=0123456789abcdef0123456789abcdef
< {end}
< Content-Type: text/html
<< <h1>Tides.pdf</h1>
"""
IN, BACK = "https://files.test/s/k3tide", "https://files.test/s/k3tide/authenticate?error=1"


@pytest.mark.parametrize(
    ("before", "led", "end", "healthy"),
    [
        ("", IN, "200 OK", (True, True)),
        ("", BACK, "403 Forbidden", (False, False)),
        (BEFORE, IN, "200 OK", (False, True)),
    ],
)
def test_a_password_for_a_link(story, before, led, end, healthy):
    told = story(before + SHARED.format(led=led, end=end))
    first = len(told.entries) - 4
    led_to, page = (why_healthy(told, told.entries[first + more]) for more in (0, 1))
    assert (bool(led_to), bool(page)) == healthy
