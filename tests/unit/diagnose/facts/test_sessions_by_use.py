"""A cookie whose name says nothing is the session by what was done with it."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.story.own_sessions import sessions_by_use

EARLY = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
LATE = "< Date: Tue, 14 Nov 2023 23:13:20 GMT"
OWN = "berth=ada.seven"
VISIT = "Mozilla/5.0\n> Accept-Language: de\n> Sec-Fetch-Mode: cors"


def _login(cookie=OWN, marks="; Path=/; HttpOnly"):
    return (
        "> POST https://quay.example/-/login\n"
        "> Content-Type: application/x-www-form-urlencoded\n>> user=ada&password=x1y2z3\n"
        f"< 302 Found\n{EARLY}\n< Location: /\n< Set-Cookie: {cookie}{marks}"
    )


def _call(cookie=OWN, reply="401 Unauthorized", date=LATE, path="/rows", agent=VISIT):
    return (
        f"> GET https://quay.example{path}\n> Cookie: {cookie}\n> User-Agent: {agent}\n"
        f"< {reply}\n{date}"
    )


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


def _names(attempt, *parts):
    return sessions_by_use(attempt("\n---\n".join(parts)).exchanges).get("quay.example", set())


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_born_at_a_login_and_refused_later(attempt, status):
    found = _first(attempt, _login(), _call(reply="200 OK", date=EARLY), _call(reply=status))
    assert (found.slug, found.cause) == ("session-lost", "expired-session")


@pytest.mark.parametrize("line", [f"{OWN[:5]}=; Path=/", 'berth=""; Max-Age=0; Path=/'])
def test_refused_and_cleared(attempt, line):
    found = _first(attempt, f"{_call()}\n< Set-Cookie: {line}")
    assert found.slug == "session-ended"
    assert found.fixes[0].id in {"log-in-again", "enter-cookie"}


def test_cleared_where_somebody_signed_out(attempt):
    bye = _call(reply="204 No Content", path="/-/logout") + "\n< Set-Cookie: berth=; Max-Age=0"
    assert _names(attempt, bye) == {"berth"}


@pytest.mark.parametrize(
    "parts",
    [
        [_login(marks="; Path=/")],  # a script reads it: a taste, a name to greet
        [_login("csrftoken=ada.seven"), _login("flash=ada.seven")],
        [_call(reply="200 OK") + "\n< Set-Cookie: berth=; Max-Age=0"],  # a page that said it once
        [_call("theme=dark") + "\n< Set-Cookie: berth=; Max-Age=0"],  # not sent: nothing ended
        [_call(reply="200 OK") + "\n< Set-Cookie: berth=ada.eight; HttpOnly"],  # nobody logs in
    ],
)
def test_what_makes_no_session(attempt, parts):
    assert not _names(attempt, *parts)


def test_a_program_sends_its_only_cookie_for_a_reason(attempt):
    assert _first(attempt, _call(agent="curl/8.7.1")).slug == "session-ended"
    assert _first(attempt, _call()).slug == "no-credentials-sent"  # a browser keeps many
    assert (
        _first(attempt, _call("theme=darkest.blue", agent="curl/8.7.1")).slug
        == "no-credentials-sent"
    )


# ---------------- The only cookie of a call
SHORT = "berth=a7"


def _asked(cookie=SHORT, reply="200 OK", path="/rows", more=""):
    asked = f"> GET https://quay.example{path}\n> Cookie: {cookie}\n> User-Agent: {VISIT}"
    return f"{asked}\n{more}< {reply}\n{EARLY}"


def test_the_only_cookie_let_in(attempt):
    found = _first(attempt, _asked(), _asked(reply="401 Unauthorized"))
    assert (found.slug, found.cause) == ("session-lost", "expired-session")


@pytest.mark.parametrize("path", ["/session/csrf", "/api/csrf-token/"])
def test_the_only_cookie_of_a_token_against_forgery(attempt, path):
    assert _names(attempt, _asked(path=path)) == {"berth"}


@pytest.mark.parametrize(
    "parts",
    [
        [_asked(), _asked(reply="403 Forbidden")],  # it may be a right
        [_asked(), _asked("berth=a7; taste=dark", "401 Unauthorized")],
        [_asked(more="> X-Api-Key: k-51f0c2d9a7e3b8\n"), _asked(reply="401 Unauthorized")],
        [_asked(path="/csrf", reply="404 Not Found")],
        [_asked(path="/rows?of=csrf")],
    ],
)
def test_a_cookie_that_access_does_not_hang_on(attempt, parts):
    assert not _names(attempt, *parts)
