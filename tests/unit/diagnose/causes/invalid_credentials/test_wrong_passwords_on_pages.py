"""What is told of a login elsewhere than in the answer to it: on a later page, of a member."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

PAGE = """> GET https://a.test/db?server=shop
> Cookie: shop_sid=9f8e7d6c5b4a39281706f5e4d3c2b1a0
< 403 Forbidden
< Content-Type: text/html
<< <html><title>Login</title><div class='error'>{words}</div><form method='post'><input \
name='user'><input type='password' name='password'></form></html>"""
CALL = """> POST https://a.test/{path}
> Content-Type: application/json{more}
>> {body}
< {status}
< Content-Type: application/json
<< {words}"""
TOKEN = "\n> Authorization: Bearer q8Zr1Lx0Vn5TtYc2aB7Kd3Wm9Pf6HjEs"


def first(text):
    return diagnose(sent_from_here(attempt_of(text))).findings[0]


@pytest.mark.parametrize(
    "words",
    [
        "Access denied for user 'alice'@'localhost' (using password: YES)",
        'FATAL: password authentication failed for user "alice"',
        "Invalid credentials.",
    ],
)
def test_a_page_to_log_in_that_tells_of_the_login_before(words):
    assert first(PAGE.format(words=words)).slug == "wrong-password"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Session expired, please login again.", "session-ended"),
        ("Please log in.", "session-ended"),
        ("Too many unsuccessful logins, try again in 30 minutes.", "too-many-attempts"),
    ],
)
def test_a_page_to_log_in_that_tells_something_else(words, slug):
    assert first(PAGE.format(words=words)).slug == slug


def test_a_database_that_is_denied_to_a_user_is_no_wrong_password():
    words = "{\"error\": \"Access denied for user 'alice'@'localhost' to database 'shop'\"}"
    text = CALL.format(path="q", more=TOKEN, body="{}", status="403 Forbidden", words=words)
    assert str(first(text).cause) == "insufficient-permissions"


@pytest.mark.parametrize("member", ["current_password", "old_password"])
def test_a_member_of_the_body_that_is_the_password(member):
    body = f'{{"{member}": "plum", "new_email": "a@b.test"}}'
    words = f'{{"{member}": ["Invalid password."]}}'
    text = CALL.format(path="email", more=TOKEN, body=body, status="400 Bad Request", words=words)
    assert first(text).slug == "wrong-password"


@pytest.mark.parametrize("name", ["session", "sid"])
def test_a_cookie_that_a_validation_misses(name):
    words = f'{{"detail": [{{"loc": ["cookie", "{name}"], "msg": "Field required"}}]}}'
    text = CALL.format(path="x", more="", body="{}", status="422 Unprocessable", words=words)
    assert first(text).slug == "no-credentials-sent"


def test_what_a_login_requires_is_missing_and_not_expired():
    words = '"Email and password are required"'
    body = '{"email": "a@b.test", "password": "plum"}'
    text = CALL.format(path="login", more="", body=body, status="400 Bad Request", words=words)
    found = first(text.replace("application/json\n>>", "text/plain\n>>"))
    assert (found.slug, str(found.cause)) == ("credential-not-recognised", "missing-credentials")
