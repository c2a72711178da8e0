"""Tokens are found where frameworks put them, and go back where they read them."""

import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.applying.csrf_token import find, is_conventional, of_cookies

MESSAGE = Message(method="GET", url="http://h/", target="/")


def attempt_of(*replies):
    return Attempt(exchanges=tuple(Exchange(request=MESSAGE, reply=reply) for reply in replies))


def reply(body=b"", **headers):
    lines = tuple(Header(name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(status=200, headers=lines, body=body)


@pytest.mark.parametrize(
    ("given", "wanted", "header", "value"),
    [
        (reply(Set_Cookie="csrftoken=abc; Path=/"), "", "X-CSRFToken", "abc"),
        (reply(Set_Cookie="XSRF-TOKEN=a%3Db; Path=/"), "", "X-XSRF-TOKEN", "a=b"),
        (reply(Set_Cookie="_xsrf=2|x"), "", "X-XSRFToken", "2|x"),
        (reply(X_CSRF_Token="abc"), "", "X-CSRF-Token", "abc"),
        (
            reply(X_Transmission_Session_Id="abc"),
            "X-Transmission-Session-Id",
            "X-Transmission-Session-Id",
            "abc",
        ),
        (
            reply(b'{"crumb": "abc", "crumbRequestField": "Jenkins-Crumb"}'),
            "",
            "Jenkins-Crumb",
            "abc",
        ),
        (reply(b'{"csrfToken": "abc"}'), "", "X-CSRF-Token", "abc"),
        (reply(b'{"csrfToken": "abc"}'), "X-Own-Csrf", "X-Own-Csrf", "abc"),
        (
            reply(
                b'<html><meta name="csrf-param" content="authenticity_token">'
                b"<meta content='abc' name='csrf-token' /></html>"
            ),
            "",
            "X-CSRF-Token",
            "abc",
        ),
        (
            reply(b'<input type=hidden name="csrfmiddlewaretoken" value="abc">'),
            "",
            "X-CSRFToken",
            "abc",
        ),
        (
            reply(b'<input name="__RequestVerificationToken" type="hidden" value="abc" />'),
            "",
            "RequestVerificationToken",
            "abc",
        ),
    ],
)
def test_where_tokens_are(given, wanted, header, value):
    found = find(attempt_of(given), wanted)
    assert (found.header, found.value) == (header, value)
    assert value not in repr(found)


@pytest.mark.parametrize(
    "given",
    [
        reply(),
        reply(X_CSRF_Token="Required"),
        reply(Access_Control_Allow_Headers="X-CSRF-Token"),
        reply(Set_Cookie="sid=1"),
        reply(b"{"),
        reply(b'{"csrf": 5}'),
        reply(b'<meta name="csrf-token">'),
        None,
    ],
)
def test_what_is_none(given):
    assert find(attempt_of(given)) is None


def test_the_last_reply_counts():
    found = find(attempt_of(reply(Set_Cookie="csrftoken=a"), reply(Set_Cookie="csrftoken=b")))
    assert found.value == "b"


@pytest.mark.parametrize(
    ("cookie", "header"),
    [("CSRF-Token-ABCDE", "X-CSRF-Token-ABCDE"), ("csrftoken", "X-CSRFToken")],
)
def test_a_cookie_with_a_name_of_its_own_is_repeated_in_a_header_like_it(cookie, header):
    rows = (Header("Cookie", f"a=1; {cookie}=t0k3n"),)
    sent = Exchange(request=Message(method="GET", url="http://a/", headers=rows))
    assert of_cookies(Attempt(exchanges=(sent,))).header == header


PLAIN = "http://h/orders"


@pytest.mark.parametrize(
    ("url", "body", "wanted", "found"),
    [
        (PLAIN, b'<form><input type=hidden name=token value="a1b2c3d4e5"></form>', "", "token"),
        (PLAIN, b'<html><script>var api = {"root": "/", "nonce": "a1b2c3d4e5"}</script>', "", ""),
        (PLAIN, b'{"nonce": "a1b2c3d4e5"}', "X-Own-Nonce", ""),
        (PLAIN, b'{"books": [], "token": "a1b2c3d4e5"}', "", ""),
        ("http://h/admin/token", b"a1b2c3d4e5\n", "", ""),
        ("http://h/ajax?action=rest-nonce", b"a1b2c3d4e5", "X-Own-Nonce", ""),
        # no tokens: a word at another address, a policy's nonce, a page
        (PLAIN, b'{"token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLTE"}', "", None),
        (PLAIN, b'{"token": "1"}', "", None),
        (PLAIN, b"a1b2c3d4e5", "", None),
        (PLAIN, b"<html><script nonce='a1b2c3d4e5'>go()</script>", "", None),
        ("http://h/admin/token", b"<html><p>Please log in</p></html>", "", None),
        (PLAIN, b"<form><input name=token value=a1b2c3d4e5></form>", "", None),
    ],
)
def test_what_only_its_place_shows_to_be_a_token(url, body, wanted, found):
    asked = Exchange(request=Message(method="GET", url=url), reply=reply(body))
    token = find(Attempt(exchanges=(asked,)), wanted)
    if found is None:
        assert token is None
    else:
        assert (token.value, token.field) == ("a1b2c3d4e5", found)
        assert token.header == (wanted or "X-CSRF-Token")


@pytest.mark.parametrize(
    ("cookie", "header"),
    [("csrftoken", "X-CSRFToken"), ("XSRF-TOKEN", "X-XSRF-TOKEN"), ("", "X-CSRF-Token")],
)
def test_the_cookie_that_is_sent_names_the_header_that_is_read(cookie, header):
    """The token itself stood in a script or a member of another name."""
    assert find(attempt_of(reply(b'{"csrfToken": "a1b2c3d4e5"}')), cookie).header == header


def test_a_telling_name_comes_before_a_place():
    page = b"<input type=hidden name=token value=other><input type=hidden name=_csrf value=abc>"
    assert find(attempt_of(reply(page))).value == "abc"


def test_tokens_deeper_in_an_object_come_after_those_of_its_own():
    deep = b'{"query": {"tokens": {"csrftoken": "a1b2c3d4e5"}}}'
    token = find(attempt_of(reply(deep)))
    assert (token.header, token.value, token.field) == ("X-CSRFToken", "a1b2c3d4e5", "csrftoken")
    both = b'{"data": {"csrf": "inner-one"}, "csrf": "outer-one"}'
    assert find(attempt_of(reply(both))).value == "outer-one"


@pytest.mark.parametrize(
    ("given", "wanted", "header", "usual"),
    [
        (reply(Set_Cookie="csrftoken=abc"), "X-XSRF-TOKEN", "X-XSRF-TOKEN", "X-CSRFToken"),
        (reply(b'{"csrfToken": "abc"}'), "X-Own-Csrf", "X-Own-Csrf", "X-CSRF-Token"),
        (reply(Set_Cookie="csrftoken=abc"), "", "X-CSRFToken", "X-CSRFToken"),
    ],
)
def test_the_header_that_goes_with_what_brought_a_token_is_known_as_well(
    given, wanted, header, usual
):
    token = find(attempt_of(given), wanted)
    assert (token.header, token.usual) == (header, usual)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("x-csrftoken", True), ("X-CSRF-TOKEN", True), ("X-XSRF-TOKEN", True), ("X-Mill", False)],
)
def test_a_header_that_some_framework_reads(name, is_one):
    assert is_conventional(name) is is_one


@pytest.mark.parametrize(
    ("body", "found"),
    [(b"a1b2c3d4e5", "a1b2c3d4e5"), (b"Unauthorized", ""), (b"FORBIDDEN\n", "")],
)
def test_what_a_refusal_says_of_itself_is_no_token(body, found):
    asked = Exchange(
        request=Message(method="GET", url="http://h/admin/token"),
        reply=Reply(status=401, body=body),
    )
    token = find(Attempt(exchanges=(asked,)))
    assert (token.value if token is not None else "") == found
