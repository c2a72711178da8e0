"""Endings. Who ends a token and asks whether it is over wanted just that; who goes on with it did not."""

import pytest

from inspector.story.healthy import why_healthy

ENDED = """
> POST https://id.test{deed}
> Content-Type: application/x-www-form-urlencoded
> Authorization: Bearer at-5566778899aabbcc
>> token=at-5566778899aabbcc
< {done}
---
> POST https://id.test{check}
> Authorization: Bearer at-5566778899aabbcc
< 401 Unauthorized
---
> GET https://id.test{last}
> Authorization: Bearer at-5566778899aabbcc
< 401 Unauthorized
"""


@pytest.mark.parametrize(
    ("deed", "done", "check", "last", "healthy"),
    [
        ("/oauth/revoke", "200 OK", "/oauth/introspect", "/tokeninfo", True),
        ("/logout", "204 No Content", "/session/validate", "/tokeninfo", True),
        ("/keys/rotate", "200 OK", "/keys/verify", "/tokeninfo", True),
        ("/oauth/revoke", "401 Unauthorized", "/oauth/introspect", "/tokeninfo", False),
        ("/oauth/revoke", "200 OK", "/oauth/introspect", "/orders", False),  # it goes on with it
        ("/oauth/revoke", "200 OK", "/orders", "/tokeninfo", False),
        ("/orders", "200 OK", "/oauth/introspect", "/tokeninfo", False),
    ],
)
def test_a_check_of_what_was_ended(story, deed, done, check, last, healthy):
    trace = story(ENDED.format(deed=deed, done=done, check=check, last=last))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy


DELETED = """
> DELETE https://a.test/keys/7
> Authorization: Bearer at-5566778899aabbcc
< {done}
---
> GET https://a.test{path}
> Authorization: Bearer at-5566778899aabbcc
< {status}
"""


@pytest.mark.parametrize(
    ("done", "path", "status", "healthy"),
    [
        ("204 No Content", "/keys/7", "404 Not Found", True),
        ("204 No Content", "/keys/7", "410 Gone", True),
        ("403 Forbidden", "/keys/7", "404 Not Found", False),
        ("204 No Content", "/keys/8", "404 Not Found", False),
        ("204 No Content", "/keys/7", "401 Unauthorized", False),
    ],
)
def test_what_was_deleted_is_not_there(story, done, path, status, healthy):
    trace = story(DELETED.format(done=done, path=path, status=status))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy


IDLE = """
> GET https://club.test/loans
> Cookie: _club_session=RLePgzN4Cd2qIUyqG1
< 200 OK
---
> GET https://club.test/loans/3
> Cookie: _club_session=RLePgzN4Cd2qIUyqG1
< 302 Found
< Location: https://club.test/users/sign_in
< Set-Cookie: _club_session=yFqWNaSiGGfwOUdUFi; path=/
---
> GET https://club.test/users/sign_in
> Cookie: _club_session=yFqWNaSiGGfwOUdUFi
< 200 OK
{login}
> GET https://club.test/loans/3
> Cookie: _club_session={last}
< 200 OK
"""
LOGIN = """---
> POST https://club.test/users/sign_in
> Cookie: _club_session=yFqWNaSiGGfwOUdUFi
> Content-Type: application/x-www-form-urlencoded
>> user=ann&password=pw-of-ann
< 302 Found
< Location: https://club.test/loans/3
---"""


@pytest.mark.parametrize(
    ("login", "last", "healthy"),
    [
        ("---", "yFqWNaSiGGfwOUdUFi", False),  # a session of nobody, and nobody logged in
        (LOGIN, "yFqWNaSiGGfwOUdUFi", True),
        (LOGIN, "Zt5hW0ckq8Xv3mPd1a", True),
    ],
)
def test_the_session_that_the_way_to_the_login_gave(story, login, last, healthy):
    trace = story(IDLE.format(login=login, last=last))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy


ANEW = """
> GET https://cdn.test/film.mp4?expires=1699990000&md5=njZp0ZtnW9VwWP1GZCBdKg
< 410 Gone
---
> POST https://shop.test/sign
< 200 OK
< Content-Type: application/json
<< {{"url": "{given}"}}
---
> GET {asked}
< {status}
"""
FRESH = "https://cdn.test/film.mp4?expires=1800000000&md5=kkZp0ZtnW9VwWP1GZCBdKg"


@pytest.mark.parametrize(
    ("given", "asked", "status", "healthy"),
    [
        (FRESH, FRESH, "200 OK", True),
        (FRESH, FRESH, "403 Forbidden", False),
        ("https://cdn.test/other.mp4", FRESH, "200 OK", False),
        (FRESH, FRESH.replace("film", "song"), "200 OK", False),
    ],
)
def test_an_address_that_was_signed_anew(story, given, asked, status, healthy):
    trace = story(ANEW.format(given=given, asked=asked, status=status))
    assert bool(why_healthy(trace, trace.entries[0])) is healthy


SIGNED_OUT = """
> GET https://desk.test/logout
> Cookie: sid=5371e4bbfb61788968e02d47a9280d62
< 200 OK
< Set-Cookie: sid={now}; path=/; HttpOnly
---
> GET https://desk.test/ticket/1
> Cookie: sid={sent}
< 302 Found
< Location: https://desk.test/login?next=1
< Content-Type: text/html
"""
OLD, NEW = "5371e4bbfb61788968e02d47a9280d62", "20e16cf11a761f8b5f0823d5c74665c2"


@pytest.mark.parametrize(
    ("now", "sent", "healthy"),
    [(NEW, NEW, True), (OLD, OLD, True), (NEW, OLD, False), ("", OLD, False)],
)
def test_a_session_that_the_sign_out_replaced(story, now, sent, healthy):
    """A browser sends the new one and is led to the login; who sends the old one went on with it."""
    trace = story(SIGNED_OUT.format(now=now, sent=sent))
    assert bool(why_healthy(trace, trace.entries[1])) is healthy
