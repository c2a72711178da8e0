"""A later success that renewed nothing explains no refusal: other rights, a session left behind."""

import pytest

from inspector.diagnose import diagnose
from inspector.story.healthy import why_healthy

TOKEN = """> POST https://id.test/token
> Content-Type: application/x-www-form-urlencoded
>> {asked}
< 200 OK
< Content-Type: application/json
<< {{"access_token": "{token}", "token_type": "bearer"}}"""
CALL = """> GET https://api.test/{path}
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {{"note": "{token}"}}"""
FIRST, SECOND = "at-Wq81kfZ02mLs77", "at-Zx94hdT60pRu31"
REFRESH = "grant_type=refresh_token&refresh_token=rt-55667788990011"
CLIENT = "grant_type=client_credentials&client_id=shed&client_secret=Lantaarn-61"


def _trace(first, second, status="403 Forbidden", before="sellers"):
    return "\n---\n".join(
        (
            TOKEN.format(asked=first, token=FIRST),
            CALL.format(path=before, token=FIRST, status="200 OK"),
            CALL.format(path="notices", token=FIRST, status=status),
            TOKEN.format(asked=second, token=SECOND),
            CALL.format(path="notices", token=SECOND, status="200 OK"),
        )
    )


def _is_left_alone(story, text, index):
    read = story(text)
    return bool(why_healthy(read, read.entries[index]))


@pytest.mark.parametrize(
    ("first", "second", "status", "alone"),
    [
        (REFRESH, f"{CLIENT}&scope=api%3A%3Anotices", "403 Forbidden", False),
        (f"{CLIENT}&scope=read", f"{CLIENT}&scope=read+write", "403 Forbidden", False),
        (f"{CLIENT}&audience=one", f"{CLIENT}&audience=two", "403 Forbidden", False),
        (f"{CLIENT}&scope=read", f"{CLIENT}&scope=read", "403 Forbidden", True),
        (f"{CLIENT}&scope=read", REFRESH, "403 Forbidden", True),
        # With 401 the first one may have ended, and whoever renews it asks anew.
        (REFRESH, f"{CLIENT}&scope=read", "401 Unauthorized", True),
    ],
)
def test_a_token_asked_for_with_other_rights(story, first, second, status, alone):
    assert _is_left_alone(story, _trace(first, second, status), 2) is alone


def test_it_is_told_as_a_missing_right(attempt):
    found = diagnose(attempt(_trace(REFRESH, f"{CLIENT}&scope=api%3A%3Anotices")))
    assert (found.entry, found.findings[0].cause.value) == (2, "insufficient-permissions")


LOGIN = """> POST https://stats.test/login
> Content-Type: application/x-www-form-urlencoded
>> user=portal&password=Lantaarn-61
< 302 Found
< Location: https://stats.test/widget
< Set-Cookie: STATS_SESSID={session}; path=/; secure; SameSite=Lax"""
WIDGET = """> GET https://stats.test/widget
{sent}< {status}
< Content-Type: text/html
<< <html><body>{text}</body></html>"""


def _framed(cookie="", session="6nab0qt8x2hh6oc511"):
    sent = "> Sec-Fetch-Site: cross-site\n> Sec-Fetch-Dest: iframe\n> Sec-Fetch-Mode: navigate\n"
    sent += f"> Cookie: {cookie}\n" if cookie else ""
    return "\n---\n".join(
        (
            LOGIN.format(session=session),
            WIDGET.format(sent=sent, status="403 Forbidden", text="No access."),
            LOGIN.format(session="n2aizwx0fixea8hofz"),
            WIDGET.format(sent="> Cookie: STATS_SESSID=n2aizwx0fixea8hofz\n", status="200 OK", text="1"),
        )
    )  # fmt: skip


def test_a_session_that_the_login_had_just_set_stays_behind(story, attempt):
    assert not _is_left_alone(story, _framed(), 1)
    found = diagnose(attempt(_framed()))
    assert (found.entry, found.findings[0].slug) == (1, "cookie-kept-from-other-sites")


def test_exports_leave_cookies_out(attempt):
    found = diagnose(attempt(_framed(), may_be_sanitised=True))
    assert not found.findings


# ---------------- Another program gets through: somebody looks what is amiss with the first
def _by_two(first, second):
    renewed = TOKEN.format(asked=CLIENT, token=SECOND)
    refused = CALL.format(path="notices", token=FIRST, status="401 Unauthorized")
    given = CALL.format(path="notices", token=SECOND, status="200 OK")
    calls = (
        call.replace("> Authorization", f"> User-Agent: {agent}\n> Authorization")
        for call, agent in ((refused, first), (given, second))
    )
    return f"\n---\n{renewed}\n---\n".join(calls)


@pytest.mark.parametrize(
    ("second", "explained"), [("curl/8.9.1", True), ("axios/1.6", False), ("axios/0.27.2", False)]
)
def test_what_another_program_gets_renews_nothing(attempt, second, explained):
    found = diagnose(attempt(_by_two("axios/0.27.2", second))).findings
    assert bool(found) is explained


# ---------------- Somebody else logs in at the same form
FORM = """> POST https://ipam.test/login_check
> Content-Type: application/x-www-form-urlencoded
>> ipamusername={user}&ipampassword={password}
< 200 OK
< Content-Type: text/html
<< <div class='alert'>{words}</div>"""
WRONG = FORM.format(user="ines", password="level", words="Invalid username or password")


@pytest.mark.parametrize(("user", "explained"), [("admin", True), ("ines", False)])
def test_a_login_of_somebody_else_is_no_slip(attempt, user, explained):
    let_in = FORM.format(user=user, password="leveI", words="Login successful")
    assert bool(diagnose(attempt(f"{WRONG}\n---\n{let_in}")).findings) is explained


PROXIED = """> POST https://observer.test/api/logs
> Authorization: Bearer at-Wq81kfZ02mLs77
> Cookie: lang=en
< 403 Forbidden
< Content-Type: text/html
<< <html><head><title>Sign In</title></head><form action="/oauth2/start"><button>Sign in</button></form></html>"""
KNOWN = """> GET https://{host}.test/health
> Cookie: _oauth2_proxy=SH9Md2JUIit1R6UT6Fkx
< 200 OK
<< {{}}"""


def test_a_session_that_was_sent_before_came_of_no_login_since(story):
    here = KNOWN.format(host="observer")
    before = "\n---\n".join((KNOWN.format(host="console"), PROXIED, here))
    assert not _is_left_alone(story, before, 1)
    assert _is_left_alone(story, f"{PROXIED}\n---\n{here}", 0)
