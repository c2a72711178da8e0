"""A session or a form shows the token that a wordless refusal misses; what else speaks silences it."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

OWN, OTHER = "6ffd4a9d48fe15f5c961021fd4217227e64fb297", "0d27b4ce1f85a36d04b7c2e91af63d590d27b4ce"
PAGE = (
    "<html><head><title>Acme-Books | HTTP Error (Error 400)</title></head><h1>Acme-Books</h1>"
    "<h1>Error 400</h1><h3>Bad Request</h3>"
    '<div class="errorlink"><a href="/">Return to the start</a></div></html>'
)


def _signed(value):
    held = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return f"{held}.awy2CQ.{'Q9VlHr5LIbD_TJbb2EZUlDmXplE'}"


SESSION = f"> Cookie: session={_signed({'_user_id': '11', 'csrf_token': OWN})}\n"
PLAIN = f"> Cookie: session={_signed({'_user_id': '11', 'theme': 'dark-and-light'})}\n"


def _write(sent=SESSION, more="", body="", status="400 Bad Request", page=PAGE, path="/archive/1"):
    kind = "> Content-Type: application/x-www-form-urlencoded\n" if body else ""
    line = f">> {body}\n" if body else ""
    return (
        f"> POST https://books.test{path}\n{sent}{more}{kind}{line}"
        f"< {status}\n< Content-Type: text/html\n<< {page}"
    )


def _form(path="/login", title="Log in"):
    field = f'<input type="hidden" name="csrf_token" value="{_signed(OWN)}">'
    asked = '<input name="username"><input type="password" name="password">'
    return (
        f"> GET https://books.test{path}\n< 200 OK\n< Content-Type: text/html\n"
        f"<< <html><title>{title}</title><form method=post>{field}{asked}</form></html>"
    )


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


def test_a_session_that_holds_a_token_misses_it(attempt):
    found = _findings(attempt, _write())
    assert (found[0].slug, found[0].certainty.value) == ("csrf-token-missing", "very-likely")
    assert found[0].fixes[0].id == "fetch-csrf"


def test_the_token_of_another_session(attempt):
    found = _findings(attempt, _write(more=f"> X-CSRFToken: {_signed(OTHER)}\n"))
    assert (found[0].slug, found[0].certainty.value) == ("csrf-token-mismatch", "very-likely")


LOGIN = (
    "> POST https://books.test/login\n> Content-Type: application/x-www-form-urlencoded\n>> {}\n"
)
WRONG = "< 403 Forbidden\n< Content-Type: text/html\n<< {}"
ASKED = "<form method=post><input name=login><input type=password name=password>{}</form>"
HIDDEN = '<input type=hidden name=token value="c2d7b1f09a63e48b5d10">'


@pytest.mark.parametrize("page", ["", ASKED.format(""), ASKED.format(HIDDEN)])
def test_a_login_without_any_token_is_told_that_its_token_is_wrong(attempt, page):
    text = LOGIN.format("login=ada&password=plum-42") + WRONG.format(f"<p>Wrong token.</p>{page}")
    first = _findings(attempt, text)[0]
    assert (first.slug, first.cause) == ("csrf-token-missing", "csrf-failure")
    assert first.fixes[0].id == "fetch-csrf"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("login=ada&password=plum-42", "Wrong password."),
        ("login=ada&password=plum-42&otp=123456", "Wrong token."),
        ("login=ada&password=plum-42&token=c2d7b1f09a63", "Wrong token."),
        ("grant_type=password&username=ada&password=plum-42", "Wrong token."),
        ("login=ada&password=plum-42", "Wrong token: your account is locked."),
    ],
)
def test_a_login_that_brings_one_or_is_told_more_misses_none(attempt, body, words):
    text = LOGIN.format(body) + WRONG.format(f"<p>{words}</p>")
    assert _findings(attempt, text)[0].slug != "csrf-token-missing"


def test_the_form_of_a_login_had_a_token(attempt):
    sent = _write(sent="", body="username=ada&password=x", path="/login")
    assert _findings(attempt, _form(), sent)[0].slug == "csrf-token-missing"


WRITTEN = _write(status="200 OK", page="<p>Archived</p>", path="/archive/2")


@pytest.mark.parametrize(
    "parts",
    [
        (_write(sent=PLAIN),),  # nothing tells that there is a token
        (_write(more=f"> X-CSRFToken: {_signed(OWN)}\n"),),  # the right one
        (_write(more="> X-CSRFToken: opaque0123456789abcdef\n"),),  # of no kind that can be read
        (_write(page="<h1>The date of the archive lies in the past</h1>"),),
        (_write(page="<h1>400</h1><p>No such shelf in this library</p>"),),
        (_write(page=PAGE.replace("Bad Request", "Shelf of books is full")),),
        (_write(more="> Authorization: Bearer abc\n"),),
        (WRITTEN, _write()),  # another change was taken without a token
        (_write(sent="", body="username=ada&password=x", path="/login"),),  # no form was seen
        (_form(), _write(sent="", body="name=ada", path="/shelves")),  # another form's answer
        (_form().replace("csrf_token", "came_from"), _write(sent="", body="a=b", path="/login")),
    ],
)
def test_what_is_no_matter_of_a_token(attempt, parts):
    assert "csrf-failure" not in {one.cause.value for one in _findings(attempt, *parts)[:1]}
