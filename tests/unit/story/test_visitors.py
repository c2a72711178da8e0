"""A page that asks who its visitor is, and a server that was away, need no explanation; others do."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.story.healthy import why_healthy

PAGE = """> GET https://pad.test/note
< 200 OK
< Content-Type: text/html
< Set-Cookie: connect.sid=MKQ1wUyRnFTFGPy65IT8SAkEpeJ09OmK
<< <html><title>Note</title></html>"""
CALL = """> GET https://pad.test{path}
> Cookie: connect.sid=MKQ1wUyRnFTFGPy65IT8SAkEpeJ09OmK
< {status}
< Content-Type: application/json
<< {told}"""
LOGIN = """> POST https://pad.test/login
>> email=ann%40a.test&password=Lorne-Quay
< 200 OK
< Content-Type: application/json
<< {}"""


def _call(path, status="200 OK", told="{}"):
    return CALL.format(path=path, status=status, told=told)


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("status", ["200 OK", "401 Unauthorized", "403 Forbidden"])
def test_nobody_is_there_and_the_page_goes_on(attempt, status):
    who = _call("/api/users/me", status, '{"status": "forbidden"}')
    assert _found(attempt, PAGE, who, _call("/socket?note=1")) == ()


@pytest.mark.parametrize(
    "parts",
    [
        (PAGE, _call("/notes/7", "403 Forbidden"), _call("/socket?note=1")),  # asks for something
        (PAGE, LOGIN, _call("/me", "403 Forbidden"), _call("/socket?note=1")),  # somebody logged in
        (PAGE, _call("/me", "403 Forbidden")),  # the page does not go on
        (PAGE, _call("/me", "403 Forbidden"), _call("/notes/7", "403 Forbidden")),
    ],
)
def test_whoever_is_refused_what_they_ask_for_is_told_why(attempt, parts):
    assert _found(attempt, *parts)


AWAY = """> GET https://a.test/lists
> Authorization: Bearer {token}
< {status}
< Content-Type: text/plain
<< {told}"""
TOKEN, OTHER = "Zk3Q9vX2mB7tL0pR5sW8yC1n", "Yk4R0wY3nC8uM1qS6tX9zD2o"


@pytest.mark.parametrize(
    ("told", "token", "healthy"),
    [
        ("Bad Gateway", TOKEN, True),
        ("The identity provider did not answer", TOKEN, False),
        ("Bad Gateway", OTHER, False),
    ],
)
def test_a_server_that_was_away_gives_the_same_to_the_same_caller(attempt, told, token, healthy):
    away = AWAY.format(token=TOKEN, status="502 Bad Gateway", told=told)
    back = AWAY.format(token=token, status="200 OK", told="[]")
    assert (_found(attempt, away, back) == ()) is healthy


# ---------------- A login that was right, and led back to the login
LOG_IN = """> POST https://switch.test/login
>> pwd={password}
< 302 Found
< Set-Cookie: session={session}; SameSite=Strict
< Location: /index.html"""
INDEX = """> GET https://switch.test/index.html
> Cookie: session={session}
< {status}"""
BACK = "302 Found\n< Location: /login.html"
FORM = """> GET https://switch.test/login.html
> Cookie: session={session}
< 200 OK
< Content-Type: text/html
<< <html><title>Login</title><form method=post><input type=password name=pwd></form></html>"""
GIVEN = "200 OK\n< Content-Type: text/html\n<< <html><h1>Ports</h1></html>"


@pytest.mark.parametrize(("first", "healthy"), [("Lorne-Quay", False), ("Lorne-Qay", True)])
def test_what_a_right_login_gave_and_is_not_taken_needs_an_explanation(attempt, first, healthy):
    parts = (
        LOG_IN.format(password=first, session="11f15bcff5abc787"),
        INDEX.format(session="11f15bcff5abc787", status=BACK),
        FORM.format(session="11f15bcff5abc787"),
        LOG_IN.format(password="Lorne-Quay", session="c31a37b80d3e6695"),
        INDEX.format(session="c31a37b80d3e6695", status=GIVEN),
    )
    assert (_found(attempt, *parts) == ()) is healthy


def test_what_was_taken_before_it_ended_is_renewed_by_the_same_login(attempt):
    parts = (
        LOG_IN.format(password="Lorne-Quay", session="11f15bcff5abc787"),
        INDEX.format(session="11f15bcff5abc787", status=GIVEN),
        INDEX.format(session="11f15bcff5abc787", status=BACK),
        LOG_IN.format(password="Lorne-Quay", session="c31a37b80d3e6695"),
        INDEX.format(session="c31a37b80d3e6695", status=GIVEN),
    )
    assert _found(attempt, *parts) == ()


# ---------------- A part of a page that alone comes without the login of all others
PARTS = """
> GET https://links.test/
{sent}
< 200 OK
< Content-Type: text/html
<< <link rel="manifest" href="manifest.json">
---
> GET https://links.test/{part}
{own}
< {status}
"""
BASIC, SESSION = "> Authorization: Basic YW5uOnB3", "> Cookie: sid=8c1f2b7d9e0a4c63"
ASKS = "401 Unauthorized\n< WWW-Authenticate: Basic realm=links"
TO_LOGIN = "302 Found\n< Location: https://links.test/login"


@pytest.mark.parametrize(
    ("sent", "part", "own", "status", "healthy"),
    [
        (BASIC, "manifest.json", "", ASKS, False),
        (SESSION, "site.webmanifest", "", TO_LOGIN, False),
        (BASIC, "favicon.ico", "", ASKS, True),
        (BASIC, "app.js.map", "", ASKS, True),
        (BASIC, "manifest.json", "", "404 Not Found", True),
        (BASIC, "manifest.json", BASIC, "403 Forbidden", True),
        ("", "manifest.json", "", ASKS, True),
    ],
)
def test_a_part_without_the_login_of_its_page(story, sent, part, own, status, healthy):
    told = story(PARTS.format(sent=sent, part=part, own=own, status=status))
    assert bool(why_healthy(told, told.entries[1])) is healthy
