"""Sessions that a wordless error or a login page answers, though they were given the same before."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import sent_from_here

CALL = """> GET https://db.acme.example/{path}
> Cookie: {sent}
< 200 OK
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: application/json
< Set-Cookie: session={given}; path=/; HttpOnly
<< {body}"""
FIRST, SECOND, THIRD = "8a423e926230efd7", "2aa04be6e61f140c", "912d9d5663160635"
DATA = '{"message": "all", "params": {"token": "abc"}, "success": true}'
NOTHING = '{"again": "1", "success": false, "error": ""}'
AWAY = f"""> GET https://db.acme.example/home
> Cookie: session={FIRST}
< 302 Found
< Date: Tue, 14 Nov 2023 09:00:20 GMT
< Location: /login
---
> GET https://db.acme.example/login
> Cookie: session={FIRST}
< 200 OK
< Date: Tue, 14 Nov 2023 09:00:20 GMT
< Content-Type: text/html
<< <html><title>Log in</title><form action="/login"><input name="user"><input name="password" type="password"></form></html>"""


def _call(body, given=FIRST, *, path="rooms", time="09:00:00", more=""):
    text = {"body": body, "given": given, "path": path, "time": time}
    return CALL.format(sent=f"session={FIRST}{more}", **text)


def _slugs(attempt, *calls):
    return [one.slug for one in diagnose(attempt("\n---\n".join(calls))).findings]


def test_another_session_is_begun_beside_an_error_without_a_word(attempt):
    assert _slugs(attempt, _call(DATA), _call(NOTHING, SECOND))[0] == "session-ended"


def test_where_each_reply_begins_one_it_shows_nothing(attempt):
    assert _slugs(attempt, _call(DATA, THIRD), _call(NOTHING, SECOND)) == []


def test_the_session_stays_beside_an_error(attempt):
    assert _slugs(attempt, _call(DATA), _call(NOTHING)) == []


@pytest.mark.parametrize(("path", "elsewhere"), [("home", False), ("stock", True)])
def test_what_was_given_for_the_same_is_no_other_place(attempt, path, elsewhere):
    before = attempt(_call(DATA, path=path)).exchanges
    away = attempt(AWAY)
    first, second = away.exchanges
    steps = (first, msgspec.structs.replace(second, purpose="redirect", answers=0))
    sent = sent_from_here(msgspec.structs.replace(away, exchanges=steps, source="sent"))
    found = diagnose(sent, earlier=before).findings
    assert ("works-elsewhere" in [one.slug for one in found]) is elsewhere


LED = f"""> GET https://db.acme.example/home
> Cookie: session={FIRST}
< 303 See Other
< Date: Tue, 14 Nov 2023 09:00:00 GMT
< Set-Cookie: session={FIRST}; path=/; HttpOnly
< Location: {{}}"""


@pytest.mark.parametrize(("led", "elsewhere"), [("/rooms", False), ("/login", True)])
def test_what_led_on_to_another_place_than_a_login_was_given(attempt, led, elsewhere):
    before = attempt(f"{LED.format(led)}\n---\n{_call(DATA, time='09:00:01')}").exchanges
    away = attempt(AWAY)
    steps = (
        away.exchanges[0],
        msgspec.structs.replace(away.exchanges[1], purpose="redirect", answers=0),
    )
    sent = sent_from_here(msgspec.structs.replace(away, exchanges=steps, source="sent"))
    found = diagnose(sent, earlier=before).findings
    assert (found[0].slug == "works-elsewhere") is elsewhere


def test_who_sends_a_cookie_less_is_not_sure_to_have_lost_the_session(attempt):
    ended = '{"error": "Your session is invalid or expired."}'
    found = diagnose(
        attempt("\n---\n".join([_call(DATA, more="; auth_session=7c"), _call(ended)]))
    ).findings
    assert all(one.certainty.value != "certain" for one in found if one.slug == "session-lost")


# ---------------- A page that forbids, and offers a login
NOT_YOU = "<html><h1>Forbidden</h1><p>You are not allowed to access the requested URL.</p>{}</html>"
LOGIN = '<form action="/login"><input name="user"><input name="password" type="password"></form>'


def _forbidden(more=""):
    return f"""> GET https://db.acme.example/list
> Cookie: session={FIRST}
< 403 Forbidden
< Date: Tue, 14 Nov 2023 09:00:20 GMT
< Content-Type: text/html
<< {NOT_YOU.format(more)}"""


def test_who_is_offered_a_login_is_known_to_nobody(attempt):
    assert _slugs(attempt, _forbidden(LOGIN))[0] == "session-ended"
    assert _slugs(attempt, _call(DATA, path="list"), _forbidden(LOGIN))[0] == "session-lost"


def test_who_is_known_may_lack_a_right(attempt):
    known = diagnose(attempt(_forbidden())).findings
    assert known[0].cause.value == "insufficient-permissions"
    lacks = _forbidden("<p>You need the permission to list.</p>")
    assert "session-lost" not in _slugs(attempt, _call(DATA, path="list"), lacks)
