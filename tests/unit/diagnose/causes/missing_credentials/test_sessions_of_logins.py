"""A login that was given a session and is sent in its place; sessions that are numbered."""

import pytest

from inspector.diagnose import diagnose

BASIC = "Authorization: Basic YWRhOmNvcnJlY3QgaG9yc2U="
SESSION = "dj0yO2s9MTc1OGI4OGY0ZDQwZDZlMzMwYjVm"
SET = f"\n< Set-Cookie: deck={SESSION}; Path=/; HttpOnly"
DATA = '\n< Content-Type: application/json\n<< {"parts": 40}'


def call(path, status, more="", *lines):
    head = "\n".join(f"> {one}" for one in (f"GET http://deck.example{path}", *lines))
    return f"{head}\n< {status}{more}"


LOGIN = call("/login", "200 OK", SET + DATA, BASIC)


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0].slug


def test_the_session_is_what_was_to_be_sent(attempt):
    found = _first(attempt, LOGIN, call("/files/list", "401 Not Authorized", "", BASIC))
    assert found == "cookie-not-returned"


@pytest.mark.parametrize(
    "parts",
    [
        (call("/login", "200 OK", DATA, BASIC), call("/files/list", "401 Unauthorized", "", BASIC)),
        (LOGIN, call("/files/list", "403 Forbidden", "", BASIC)),
        (LOGIN, call("/files", "200 OK", DATA, BASIC), call("/files/list", "401 No", "", BASIC)),
        (LOGIN, call("/files/list", "401 Unauthorized", "", BASIC, f"Cookie: deck={SESSION}")),
        (call("/home", "200 OK", SET + DATA, BASIC), call("/files/list", "401 No", "", BASIC)),
    ],
)
def test_where_the_login_itself_is_read_or_the_session_came(attempt, parts):
    assert _first(attempt, *parts) != "cookie-not-returned"


# ---------------- A cookie for each thing
VALUE = "WzIsImE5OTY2NTNjNzBiNzdiZWFmMzk0M2E1YWNjNDMzYjA4OWNj.awzttg.8kqoNy8LWE6VzNx3-zsQ6Tfbgr0"


@pytest.mark.parametrize(
    ("known", "sent", "is_told"),
    [("2", "3", False), ("note-2", "note-3", False), ("session_id", "sessionid", True)],
)
def test_the_cookie_of_another_thing_is_not_meant(attempt, known, sent, is_told):
    worked = call("/id/2", "200 OK", DATA, f"Cookie: {known}={VALUE}")
    refused = call("/id/3", "403 Forbidden", "", f"Cookie: {sent}={VALUE}")
    assert (_first(attempt, worked, refused) == "cookie-not-returned") == is_told


def test_a_cookie_that_is_missing_explains_no_service_that_does_not_answer(attempt):
    began = call("/sso", "302 Found", f"{SET}\n< Location: https://id.example/auth?state=a1b2c3d4")
    words = "\n< Content-Type: text/plain\n<< HTTP client error: Connection timed out"
    back = call("/sso?code=abcdefgh12345678&state=a1b2c3d4", "403 Forbidden", words)
    assert _first(attempt, began, back) == "login-service-down"
