"""A cookie that was set for one name of this computer stays away from the other one."""

import pytest

from inspector.diagnose.diagnosing import diagnose

SET = "< 303 See Other\n< Location: /home\n< Set-Cookie: app_session=5f2b8c71d0a9e3b8; Path=/; HttpOnly"
FORM = "> Content-Type: application/x-www-form-urlencoded\n>> user=ann&password=Kiebitz-7"


def _first(attempt, login, asked, *, set_cookie=SET):
    refused = "< 401 Unauthorized\n< Access-Control-Allow-Credentials: true\n<< {}"
    parts = (f"> POST {login}/login\n{FORM}\n{set_cookie}", f"> GET {asked}/me\n{refused}")
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


@pytest.mark.parametrize(
    ("login", "asked"),
    [
        ("http://127.0.0.1:4433", "http://localhost:4433"),
        ("http://localhost:4433", "http://127.0.0.1:4433"),
        ("http://[::1]:4433", "http://localhost:4433"),
    ],
)
def test_two_names_of_this_computer(attempt, login, asked):
    found = _first(attempt, login, asked)
    assert (found.slug, found.cause) == ("cookie-not-shared", "configuration")
    assert "this computer" in found.explanation


@pytest.mark.parametrize(
    ("login", "asked"),
    [
        # Another port is another server.
        ("http://127.0.0.1:4433", "http://localhost:9000"),
        # Two computers.
        ("http://127.0.0.1:4433", "http://10.0.0.7:4433"),
        ("https://mill.test", "https://kiln.test"),
    ],
)
def test_cookies_of_other_servers(attempt, login, asked):
    assert _first(attempt, login, asked).slug != "cookie-not-shared"
