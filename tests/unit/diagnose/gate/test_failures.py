"""Ordinary errors are no failures of access; refusals are."""

from pathlib import Path

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.gate.failures import is_failure


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        ("< 401 Unauthorized", True),
        ('< 404 Not Found\n<< {"message":"User not found"}', False),
        ('< 404 Not Found\n<< {"message":"Token expired"}', True),
        ('< 400 Bad Request\n<< {"message":"Amount must be positive"}', False),
        ('< 400 Bad Request\n<< {"errors":["missing client token"]}', True),
        ("< 500 Internal Server Error\n<< oops", False),
        ('< 500 Internal Server Error\n<< {"message":"jwt expired"}', True),
        ("< 302 Found\n< Location: /login", True),
        ("< 302 Found\n< Location: /new", False),
        ("< 429 Too Many Requests", True),
    ],
)
def test_is_failure(attempt, reply, failure):
    text = f"> GET https://a.test/x\n> Authorization: Bearer abcdef\n{reply}"
    assert is_failure(case(attempt, text)) is failure


def test_a_login_page_that_was_asked_for_is_none(attempt):
    page = "< 200 OK\n< Content-Type: text/html\n<< <html><title>Log in</title></html>"
    assert not is_failure(case(attempt, f"> GET https://a.test/login\n{page}"))
    assert is_failure(case(attempt, f"> GET https://a.test/orders\n{page}"))


HEALTHY = [
    line.split("|", 1)
    for line in (Path(__file__).parent / "healthy.txt").read_text().splitlines()
    if line
]
SENT = [
    "Authorization: Bearer AbCdEf0123456789xyz",
    "Authorization: Basic Ym9iOnB3",
    "Cookie: session=abcdef",
    "Accept: */*",
]


@pytest.mark.once
@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_found_where_nothing_is_wrong(attempt, method, sent):
    loud = []
    for status, body in HEALTHY:
        kind = "text/html" if body.startswith("<") else "application/json"
        text = f"""> {method} https://api.test/v1/x
        > {sent}
        < {status} x
        < Content-Type: {kind}
        << {body}"""
        loud += [body for _ in diagnose(attempt(text)).findings]
    assert len(HEALTHY) > 60
    assert loud == []


@pytest.mark.parametrize(
    "words",
    [
        "You are logged out", "Permission granted", "You are signed in", "Account unlocked",
        "Access granted", "Certificate renewed", "Your account is active",
        "Rate limit: 40 calls a minute", "Please check your mail for the code",
        "You are subscribed to this API", "Login ok", "Token is valid", "Token refreshed",
        "Two-factor authentication is enabled", "IP address added to the allow list",
        "Hello Ann, last login yesterday",
    ],
)  # fmt: skip
@pytest.mark.parametrize("call", ["GET /me", "POST /logout", "DELETE /keys/7"])
def test_what_a_success_says_about_access_is_no_refusal(attempt, call, words):
    method, path = call.split()
    for body in (words, f'{{"message": "{words}"}}', f'{{"success": true, "message": "{words}"}}'):
        text = f"> {method} https://a.test{path}\n> {SENT[0]}\n< 200 OK\n<< {body}"
        assert diagnose(attempt(text)).findings == ()


DEEDS = ["Key revoked", "User locked", "Token has been revoked", "Session ended"]


@pytest.mark.parametrize("words", DEEDS)
@pytest.mark.parametrize(
    ("call", "failure"),
    [
        ("POST /keys/7", False), ("DELETE /sessions/7", False),
        ("GET /rpc/revoke-lock-end?id=7", False), ("GET /me", True),
    ],
)  # fmt: skip
def test_a_deed_is_no_refusal_to_who_asked_for_it(attempt, call, failure, words):
    method, path = call.split()
    text = f"> {method} https://a.test{path}\n> {SENT[0]}\n< 200 OK\n<< {words}"
    assert is_failure(case(attempt, text)) is failure


@pytest.mark.parametrize("words", ["Your key was revoked", "Session ended, please log in again"])
def test_what_is_said_to_the_caller_is_no_deed(attempt, words):
    text = f"> POST https://a.test/orders\n> {SENT[0]}\n< 200 OK\n<< {words}"
    assert is_failure(case(attempt, text))


@pytest.mark.parametrize(
    ("member", "failure"),
    [('"success": true', False), ('"status": "ok"', False), ('"id": 7', True)],
)
def test_a_success_that_calls_itself_one_is_no_refusal(attempt, member, failure):
    text = (
        f'> GET https://a.test/me\n> {SENT[0]}\n< 200 OK\n<< {{{member}, "message": "Key revoked"}}'
    )
    assert is_failure(case(attempt, text)) is failure


@pytest.mark.parametrize(
    ("path", "fields", "location", "failure"),
    [
        ("/login", "username=a&password=b", "/login?error", True),
        ("/login", "username=a&password=b", "/login?locked=1", True),
        ("/login", "username=a&password=b&_csrf=c", "/signin?csrf=true", True),
        ("/login", "username=a&password=b", "/home?error=0", False),
        ("/contact", "name=a&_csrf=c", "/contact?error=1", False),
    ],
)
def test_a_redirect_after_a_login_names_an_error(attempt, path, fields, location, failure):
    form = f"> Content-Type: application/x-www-form-urlencoded\n>> {fields}"
    text = f"> POST https://a.test{path}\n{form}\n< 302 Found\n< Location: https://a.test{location}"
    assert is_failure(case(attempt, text)) is failure


def test_a_registration_that_is_refused_is_no_wrong_login(attempt):
    json = '> Content-Type: application/json\n>> {"email":"a@b.c","password":"x-1"}'
    got = '< 400 Bad Request\n< Content-Type: application/json\n<< {"message":"Email invalid"}'
    assert not is_failure(case(attempt, f"> POST https://a.test/register\n{json}\n{got}"))
