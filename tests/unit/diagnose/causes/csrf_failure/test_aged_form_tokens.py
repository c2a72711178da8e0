"""A form's token that was fetched long before: refused without a word, while the session works."""

import base64
import hashlib

import pytest

from inspector.diagnose.diagnosing import diagnose

SID = "> Cookie: sessionid=5f2b8c71d0a94e63b2f7\n> Accept: text/html\n"
TOKEN = "q9ZtR4mWcX81LpVnB3sD7yHk"
WENT = "< 400 Bad Request\n< Content-Type: text/html\n{date}<< <h1>Bad Request</h1><p>That did not work.</p>"


def _date(time):
    return f"< Date: Tue, 02 Jun 2026 {time} GMT\n"


def _page(time, token=TOKEN):
    field = f'<form method="post"><input type="hidden" name="csrf_token" value="{token}"></form>'
    return (
        f"> GET https://club.test/join\n{SID}< 200 OK\n{_date(time)}"
        f"< Content-Type: text/html\n<< <html><title>Join</title>{field}</html>"
    )


def _sent(time, token=TOKEN, reply=WENT):
    return (
        f"> POST https://club.test/join\n{SID}"
        "> Content-Type: application/x-www-form-urlencoded\n"
        f">> csrf_token={token}&nickname=ann\n{reply.format(date=_date(time))}"
    )


def _home(time, reply="200 OK"):
    return (
        f"> GET https://club.test/home\n{SID}< {reply}\n{_date(time)}"
        "< Content-Type: text/html\n<< <html><title>Home</title><p>Ann</p></html>"
    )


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("status", ["400 Bad Request", "403 Forbidden", "422 No"])
def test_an_old_token_is_what_is_left(attempt, status):
    refused = _sent("10:30:00", reply=WENT.replace("400 Bad Request", status))
    found = diagnose(attempt("\n---\n".join([_page("08:00:00"), refused, _home("10:30:05")])))
    assert found.findings[0].slug == "page-expired"
    assert found.findings[0].certainty == "possible"
    assert (
        "2 hours" in found.findings[0].explanation or "150 minutes" in found.findings[0].explanation
    )


def _stamped(seconds):
    """Return a token as itsdangerous writes it: content, time, signature."""
    content = base64.urlsafe_b64encode(b'"6f1d7a"').rstrip(b"=").decode()
    stamp = base64.urlsafe_b64encode(seconds.to_bytes(4, "big")).rstrip(b"=").decode()
    sign = base64.urlsafe_b64encode(hashlib.sha1(content.encode()).digest()).rstrip(b"=").decode()
    return f"{content}.{stamp}.{sign}"


NOON = 1_780_401_600  # 2026-06-02 12:00:00 UTC


@pytest.mark.parametrize(("minutes", "old"), [(95, True), (20, False)])
def test_a_token_that_shows_its_own_time(attempt, minutes, old):
    token = _stamped(NOON - minutes * 60)
    parts = (_home("11:59:00"), _sent("12:00:00", token), _home("12:00:05"))
    assert ("page-expired" in _slugs(attempt, *parts)) is old


@pytest.mark.parametrize(
    "parts",
    [
        # Fetched just before.
        (_page("10:20:00"), _sent("10:30:00"), _home("10:30:05")),
        # The session has ended as well.
        (_page("08:00:00"), _sent("10:30:00"), _home("10:30:05", "401 Unauthorized")),
        # It was taken before: its age is not what is wrong.
        (
            _page("08:00:00"),
            _sent("09:50:00", reply="< 200 OK\n{date}<< done"),
            _sent("10:30:00"),
            _home("10:30:05"),
        ),
        # A field was filled in wrongly.
        (
            _page("08:00:00"),
            _sent("10:30:00", reply=WENT.replace("That did not work", "Your nickname is taken")),
            _home("10:30:05"),
        ),
        (
            _page("08:00:00"),
            _sent("10:30:00", reply='< 422 No\n{date}<< {{"errors": {{"nickname": ["short"]}}}}'),
            _home("10:30:05"),
        ),
    ],
)
def test_where_something_else_explains_it(attempt, parts):
    assert "page-expired" not in _slugs(attempt, *parts)
