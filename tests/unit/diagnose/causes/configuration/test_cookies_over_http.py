"""A login sets its cookie with Secure over http, and goes on with other cookies alone."""

import pytest

from inspector.diagnose import diagnose

LOGGED_IN = """
> POST {base}/session
> Cookie: _desk_session=0f1c2a77b3d94e60
> Content-Type: application/x-www-form-urlencoded
>> email_address=ann&password=pw
< 302 Found
< Location: {base}/boards
< Set-Cookie: {given}
< Set-Cookie: _desk_session=9b31d0c47aef5512; path=/; HttpOnly
---
> GET {base}/boards
> Cookie: _desk_session=9b31d0c47aef5512{more}
< {reply}
"""
NO = {
    "base": "http://192.168.1.50:4001",
    "given": "session_id=7f3a9c21e0b84d56; path=/; secure; HttpOnly",
    "more": "",
    "reply": "302 Found\n< Location: /session/new",
}


def _first(attempt, text):
    found = diagnose(attempt(text)).findings
    return found[0].slug if found else ""


def test_a_login_goes_on_without_its_cookie(attempt):
    verdict = diagnose(attempt(LOGGED_IN.format(**NO)))
    assert (verdict.entry, verdict.findings[0].slug) == (1, "secure-cookie-over-http")
    assert any("came back" in one.statement for one in verdict.findings[0].evidence)


@pytest.mark.parametrize(
    "changed",
    [
        {"base": "https://desk.lan"},
        {"base": "http://localhost:4001"},  # which browsers trust
        {"given": "session_id=7f3a9c21e0b84d56; path=/; HttpOnly"},
        {"given": "theme=dark; path=/; secure"},
        {"more": "; session_id=7f3a9c21e0b84d56"},  # a program that sends it all the same
    ],
)
def test_where_the_cookie_is_no_reason(attempt, changed):
    assert _first(attempt, LOGGED_IN.format(**(NO | changed))) != "secure-cookie-over-http"


def test_nothing_is_told_where_it_goes_on(attempt):
    reply = "200 OK\n< Content-Type: text/html\n<< <title>Boards</title>"
    assert not diagnose(attempt(LOGGED_IN.format(**(NO | {"reply": reply})))).findings


# ---------------- The cookie that goes with the way to a provider and back
BACK = """
> GET {base}/oauth/start
> Cookie: lang=de
< 302 Found
< Location: https://sso.test/auth?client_id=dash&response_type=code&redirect_uri=http%3A%2F%2Fdash.test%2Fcallback&state=x7Qz91
< Set-Cookie: {given}
---
> GET {base}/callback?code=abbb8656&state=x7Qz91
> Cookie: lang=de{more}
< 403 Forbidden
< Content-Type: text/html
<< <title>403</title>Login failed: unable to find a valid state cookie
"""
LOST = {
    "base": "http://dash.test",
    "given": "dash_state=fpMk8iV1HIMQ8nDK; Path=/; Secure",
    "more": "",
}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, True),
        ({"given": "_dash_csrf=fpMk8iV1HIMQ8nDK; Path=/; Secure"}, True),
        ({"base": "https://dash.test"}, False),
        ({"given": "dash_state=fpMk8iV1HIMQ8nDK; Path=/"}, False),
        ({"more": "; dash_state=fpMk8iV1HIMQ8nDK"}, False),
        (
            {
                "given": "theme=dark; Secure\n< Set-Cookie: state=x7Qz91aa",
                "more": "; state=x7Qz91aa",
            },
            False,
        ),
    ],
)
def test_the_cookie_of_a_way_to_a_provider(attempt, changed, found):
    slug = _first(attempt, BACK.format(**(LOST | changed)))
    assert (slug == "secure-cookie-over-http") is found


# ---------------- A cookie of a login that no browser keeps
GATE = """> GET https://gate.acme.test/auth?code=791099c600de30b7&state=qlGf4SwzNwncrWaH
< 302 Found
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Set-Cookie: {set}
< Location: https://notes.acme.test/
---
> GET https://notes.acme.test/
> Cookie: {sent}
< 302 Found
< Date: Wed, 15 Nov 2023 00:13:21 GMT
< Location: https://gate.acme.test/login?url=https://notes.acme.test/&failcount=&error="""


@pytest.mark.parametrize(
    ("set_cookie", "sent", "kept"),
    [
        (
            "GateCookie=8c1f2b7d9e0a4c63; Domain=acme-inside.test; Path=/; Secure",
            "theme=dark",
            False,
        ),
        ("__Host-gate=8c1f2b7d9e0a4c63; Domain=acme.test; Path=/; Secure", "theme=dark", False),
        ("sid=8c1f2b7d9e0a4c63; SameSite=None; Path=/; Domain=acme.test", "theme=dark", False),
        ("GateCookie=8c1f2b7d9e0a4c63; Domain=acme.test; Path=/; Secure", "theme=dark", True),
        (
            "GateCookie=8c1f2b7d9e0a4c63; Domain=acme-inside.test; Path=/; Secure",
            "GateCookie=8c1f2b7d9e0a4c63",
            True,
        ),
    ],
)
def test_a_cookie_that_browsers_never_keep(attempt, set_cookie, sent, kept):
    found = diagnose(attempt(GATE.format(set=set_cookie, sent=sent))).findings
    assert (found[0].slug != "cookie-never-kept") is kept
