import pytest

from inspector.model.message import Header
from inspector.protocol import body_text


def _headers(kind):
    return (Header("Content-Type", kind),)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("", b"", "empty"),
        ("text/html", b' {"a":1}', "json"),
        ("application/json", b"<!DOCTYPE html><html>", "html"),
        ("", b"<!-- x --><html>", "html"),
        ("", b"<div>x</div>", "html"),
        ("", b"<?xml version='1.0'?><a/>", "xml"),
        ("", b"<s:Envelope xmlns:s='x'>", "xml"),
        ("", b"a=b&c=d", "form"),
        ("text/plain", b"Unauthorized", "text"),
        ("", b"\x00\x01\x02", "binary"),
        ("text/html", b"Sorry <b>no</b>", "html"),
        ("", "\ufeff{}".encode(), "json"),
        ("", "{}".encode("utf-16"), "json"),
    ],
)
def test_kind(kind, body, expected):
    assert body_text.kind_of(_headers(kind), body) == expected


@pytest.mark.parametrize(
    ("kind", "body", "charset"),
    [
        ("text/html; charset=ISO-8859-15", b"x", "iso-8859-15"),
        ("text/html; charset=nonsense", b"\xff", "iso-8859-1"),
        ("text/html; charset=base64", "ü".encode(), "utf-8"),
        ("", "ü".encode(), "utf-8"),
        ("", b"\xef\xbb\xbfx", "utf-8-sig"),
    ],
)
def test_charset(kind, body, charset):
    assert body_text.charset_of(_headers(kind), body) == charset
    assert isinstance(body_text.text_of(_headers(kind), body), str)


LOGIN_PAGES = [
    b"<html><title>Welcome</title><form action='/session'><input type='password' name='p'></form>",
    (
        b"<html><head><title>Sign in</title></head><form action='https://x/login.do' method=post>"
        b"<script>window.location.href='/login?next=/'</script>"
    ),
    (
        b"<html><body onload='f()'><form method='post' action='https://idp/sso'>"
        b"<input type='hidden' name='SAMLRequest' value='PH'/></form>Single sign-on</body>"
    ),
    b"<html><title>Login</title><a href='https://login.microsoftonline.com/common/oauth2'>go</a>",
    b"<!doctype html><meta http-equiv=refresh content='0; url=/auth/login'>Please log in",
]


@pytest.mark.parametrize("body", LOGIN_PAGES, ids=range(len(LOGIN_PAGES)))
def test_login_pages(body):
    found = body_text.login_page(_headers("text/html"), body)
    assert found is not None
    assert found.span[1] > found.span[0]


def test_what_a_login_page_says():
    found = body_text.login_page((), LOGIN_PAGES[0])
    assert (found.title, found.has_password, found.action) == ("Welcome", True, "/session")


@pytest.mark.parametrize(
    "body",
    [
        b"<html><title>Orders</title><p>12 orders</p>",
        b'{"login": "password"}',
        b"Please log in",
        b"<html><h1>401 Unauthorized</h1>You need to log in</html>",
        b"",
    ],
)
def test_other_bodies(body):
    assert body_text.login_page((), body) is None


def test_titles_are_put_on_one_line():
    assert body_text.title_of("<title>\n A &amp;\tB </title>") == "A & B"
    assert body_text.title_of("none") == ""
