"""A posted login leads back to its form: with words in a cookie, or with none at all."""

import pytest

from inspector.diagnose import diagnose

PAGE = """> GET https://desk.test{path}
< 200 OK
< Content-Type: text/html
<< <title>Desk</title><form method=post action=/enter>{token}<input name=user><input type=password name=password></form>
---
"""
TOKEN = "<input type=hidden name=csrf_token value=IjQ4N2M4MGM1MDhiMWI1>"
LOGIN = """> POST https://desk.test/enter
> Content-Type: application/x-www-form-urlencoded
>> user=ann&password=correct-horse{more}
< 302 FOUND
< Location: {to}
{cookie}< Content-Type: text/html
<< <title>Redirecting...</title><h1>Redirecting...</h1>"""
THEN = """
---
> GET https://desk.test{at}
> Cookie: sid=9c1d2e
< {status}
< Content-Type: text/html
{to}<< <title>Desk</title><p>Your orders</p>"""


def _found(attempt, before="", to="/login", *, cookie="", more="", then=""):
    text = LOGIN.format(to=to, cookie=cookie, more=more)
    return diagnose(attempt(before + text + then)).findings


def _first(*given, **how):
    found = _found(*given, **how)
    return found[0].slug if found else None


@pytest.mark.parametrize(
    "to", ["/login", "/users/sign_in?next=%2Forders", "https://desk.test/login.php"]
)
def test_the_password_is_wrong(attempt, to):
    assert _first(attempt, to=to) == "wrong-password"


def test_the_form_is_known_from_before(attempt):
    assert _first(attempt, PAGE.format(path="/welcome", token=""), "/welcome") == "wrong-password"


def test_the_token_was_left_out(attempt):
    page = PAGE.format(path="/login", token=TOKEN)
    assert _first(attempt, page) == "csrf-token-missing"
    assert _first(attempt, page, more="&csrf_token=IjQ4N2M4MGM1MDhiMWI1") == "wrong-password"


@pytest.mark.parametrize(
    "then",
    [
        THEN.format(at="/orders", status="200 OK", to=""),
        THEN.format(at="/login", status="302 FOUND", to="< Location: /orders\n"),
    ],
)
def test_it_went_well(attempt, then):
    assert not _found(attempt, then=then)


@pytest.mark.parametrize(
    "to",
    [
        "/",
        "/login/2fa",
        "/login?step=2",
        "/oauth/authorize?client_id=a",
        "https://sso.test/login",
        "http://desk.test/login",
        "/enter/",
    ],
)
def test_it_leads_on(attempt, to):
    assert not _found(attempt, to=to)


# What Flask keeps of `flash`, and Django of its messages; signed, not sealed.
WRONG = "session=eyJhdXRoX2Vycm9yIjoiSW52YWxpZCB1c2VybmFtZSBvciBwYXNzd29yZCJ9.awzuKQ.8GRA4Np6CmpURBTZ5wuNTXqyUq8"
CLOSED = "session=eyJhdXRoX2Vycm9yIjoiVGhpcyBhY2NvdW50IGlzIGRpc2FibGVkIn0.awzuKQ.CYjj9fZwpXOEmvjyJUTUo2f7kas"
FLASHED = (
    "session=eyJfZmxhc2hlcyI6W3siIHQiOlsiZXJyb3IiLCJZb3VyIGFjY291bnQgaXMgbG9ja2VkLiJdfV19"
    ".awzuKQ.CYjj9fZwpXOEmvjyJUTUo2f7kas"
)
DJANGO = (
    "messages=W1siX19qc29uX21lc3NhZ2UiLDAsNDAsIllvdXIgYWNjb3VudCBpcyBsb2NrZWQuIiwiIl1d"
    ":1qABcd:bm90LWEtcmVhbC1zaWduYXR1cmUtYXQtYWxsLWlzLWl"
)
WELCOME = "session=eyJfZmxhc2hlcyI6W3siIHQiOlsib2siLCJXZWxjb21lIGJhY2ssIEFubiJdfV19.awzuKQ.CYjj9fZwpXOEmvjyJUTUo2f7kas"


@pytest.mark.parametrize(
    ("cookie", "slug"),
    [
        (WRONG, "wrong-password"),
        (CLOSED, "account-disabled"),
        (FLASHED, "account-disabled"),
        (DJANGO, "account-disabled"),
    ],
)
def test_the_cookie_says_it(attempt, cookie, slug):
    assert _first(attempt, cookie=f"< Set-Cookie: {cookie}; Path=/\n") == slug


def test_a_greeting(attempt):
    assert not _found(attempt, to="/", cookie=f"< Set-Cookie: {WELCOME}; Path=/\n")
